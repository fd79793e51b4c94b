package stoa.control;

import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** The administrator's front page. */
final class AdminPages {
  private final BoardTreeQueries queries;
  private final ControlFeature.About about;

  AdminPages(BoardTreeQueries queries, ControlFeature.About about) {
    this.queries = queries;
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
            about.embedded()));
  }
}
