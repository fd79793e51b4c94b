package stoa.control;

import stoa.base.bus.Events;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** The administrator's front page. */
final class AdminPages {
  private final BoardTreeQueries queries;
  private final Events events;
  private final ControlFeature.About about;

  AdminPages(BoardTreeQueries queries, Events events, ControlFeature.About about) {
    this.queries = queries;
    this.events = events;
    this.about = about;
  }

  Answer home(Visit visit, Request request) {
    var totals = queries.totals();
    return Answer.page(
        new AdminPage(
            totals.members(),
            totals.topics(),
            totals.posts(),
            about.version(),
            about.database(),
            about.embedded(),
            about.mailing(),
            events.parkedCount()));
  }
}
