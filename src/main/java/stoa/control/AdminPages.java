package stoa.control;

import io.javalin.http.Context;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;
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
    require(site, context);
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

  /** Lets administrators through, sends guests to sign in and refuses others. */
  static void require(Site site, Context context) {
    Viewer viewer = site.viewer(context);
    if (!viewer.member().role().mayAdminister()) {
      throw new Refused(new Refusal.Forbidden(Message.of("error.administratorsOnly")));
    }
  }
}
