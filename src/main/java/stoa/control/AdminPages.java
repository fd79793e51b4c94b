package stoa.control;

import io.javalin.http.Context;
import stoa.base.web.Site;

/** The administrator's front page. */
final class AdminPages {
  private final Site site;
  private final BoardTreeQueries queries;
  private final ControlFeature.About about;

  AdminPages(Site site, BoardTreeQueries queries, ControlFeature.About about) {
    this.site = site;
    this.queries = queries;
    this.about = about;
  }

  void home(Context context) {
    var _ = site.administrator(context);
    var totals = queries.totals();
    site.show(
        context,
        new AdminPage(
            totals.members(),
            totals.topics(),
            totals.posts(),
            about.version(),
            about.database(),
            about.embedded()));
  }
}
