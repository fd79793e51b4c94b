package stoa.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import stoa.access.Viewer;
import stoa.base.bus.Events;
import stoa.base.db.Tx;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;

/** Notifying members of what concerns them. */
public final class NotifyFeature implements Feature {
  /** Sends mails to those who were notified. */
  @FunctionalInterface
  public interface Mailer {
    /**
     * Called in the transaction that notified these members, each of one of the events at least.
     */
    void queue(Tx tx, Collection<Long> members, Collection<Long> events);
  }

  private static final Duration READ_KEPT = Duration.ofDays(90);
  private static final Duration KEPT = Duration.ofDays(365);

  private final Services services;
  private final NotificationQueries queries;
  private final Notifications notifications;
  private final Mailer mailer;

  public NotifyFeature(Services services, Mailer mailer) {
    this.services = services;
    this.mailer = mailer;
    this.queries = new NotificationQueries(services.db(), services.access());
    this.notifications = new Notifications(services.db(), queries, services.clock());
  }

  @Override
  public List<Events.Wiring> effects() {
    var handler = new NotifyHandler(new NotifyQueries(services.access()), mailer);
    return List.of(new Events.Wiring(handler, services.settings().events().notifications()));
  }

  @Override
  public List<Job> jobs() {
    return List.of(Job.hourly("old notifications", this::forgetOld));
  }

  /** A member has a page of a topic before them: the notifications of its posts are read. */
  public void hasRead(Viewer.Member member, long topicId, long lastPost) {
    notifications.readTopic(member, topicId, lastPost);
  }

  private void forgetOld() {
    Instant now = services.clock().instant();
    int _ = queries.forget(now.minus(READ_KEPT), now.minus(KEPT));
  }

  @Override
  public void routes(Routes routes) {
    var pages = new NotifyPages(services.boards(), notifications, queries);
    routes.page("/notifications", pages::list);
    routes.form("/notifications/read", pages::readAll);
    routes.form("/notifications/returned/{id}/forget", pages::forgetReturned);
    routes.page("/settings/notifications", pages::choices);
    routes.form("/settings/notifications", pages::choose);
    routes.form("/t/{id}/watch", pages::watchTopic);
    routes.form("/b/{slug}/watch", pages::watchBoard);
  }
}
