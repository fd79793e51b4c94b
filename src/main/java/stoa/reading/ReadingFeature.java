package stoa.reading;

import java.time.Duration;
import java.util.List;
import stoa.base.view.Menu;
import stoa.base.web.ReadStates;
import stoa.base.web.Right;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;
import stoa.topic.Reading;
import stoa.topic.TopicFeature;

/** What members have read, and what they have not. */
public final class ReadingFeature implements Feature {
  private final Services services;
  private final ViewCounts views;
  private final ReadMarkQueries queries;
  private final ReadMarks marks;
  private final MemberReadStates states;
  private final Duration horizon;

  public ReadingFeature(Services services) {
    this.services = services;
    this.horizon = services.settings().unread().horizon();
    this.views = new ViewCounts(services.db(), services.writeBehinds());
    this.queries = new ReadMarkQueries(services.db(), horizon);
    this.marks = new ReadMarks(queries, services.clock(), services.writeBehinds());
    this.states =
        new MemberReadStates(
            services.caches(),
            marks,
            new ReadStateQueries(services.db(), horizon, services.clock()));
  }

  /** For topics' pages. */
  public Reading reading() {
    return new ReadTracking(views, marks, states, horizon, services.clock());
  }

  /** For lists of topics. */
  public ReadStates states() {
    return states;
  }

  /** The pages of what is unread. */
  public Feature unread(TopicFeature topics) {
    var list = new UnreadQueries(services.db(), services.access(), horizon);
    var pages =
        new UnreadPages(
            services.access(), services.boards(), topics.lists(), list, marks, services.clock());
    return new Feature() {
      @Override
      public void routes(Routes routes) {
        routes
            .page("/unread", Right.MEMBER, pages::list)
            .inMenu(Menu.Place.MAIN, 20, "nav.unreadTopics");
        routes.form("/unread/read", pages::readAll);
        routes.form("/b/{slug}/read", pages::readBoard);
        routes.page("/t/{id}/{slug}/unread", pages::first);
      }
    };
  }

  /** Writes the views that were counted, and how far members have read. */
  @Override
  public void flush() {
    views.flush();
    marks.flush();
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        Job.every(Duration.ofSeconds(10), "views", views::flush),
        Job.every(Duration.ofSeconds(3), "read topics", marks::flush),
        // Of what is too old to be unread.
        Job.hourly("old reading", () -> queries.forget(services.clock().instant())));
  }
}
