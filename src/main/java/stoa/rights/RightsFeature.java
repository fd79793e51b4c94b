package stoa.rights;

import stoa.access.AccessChanges;
import stoa.access.AccessLog;
import stoa.access.Act;
import stoa.access.Memberships;
import stoa.base.view.Menu;
import stoa.base.web.Right;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Services;

/** What groups may. */
public final class RightsFeature implements Feature {
  private final RightsPages rights;
  private final LogPages log;
  private final WhyPages why;
  private final EyesPages eyes;

  public RightsFeature(Services services) {
    var db = services.db();
    var access = services.access();
    var kept = new AccessLog(services.clock());
    var changes = new AccessChanges(kept);
    var memberships = new Memberships(access, kept, services.clock());
    var queries = new RightsQueries(db, access.readers());
    var moderators = new BoardModerators(db, access, changes, memberships);
    this.rights = new RightsPages(db, access, changes, moderators, queries);
    this.log = new LogPages(db, access, changes, memberships, queries);
    this.why = new WhyPages(access, queries);
    this.eyes = new EyesPages(access, queries);
  }

  @Override
  public void routes(Routes routes) {
    // Whoever changes what is said of the site could give themselves all of it.
    var administrator = Right.to(Act.ADMINISTER);
    routes
        .page("/admin/rights", administrator, rights::show)
        .inMenu(Menu.Place.ADMINISTRATION, 12, "rights.title");
    routes.form("/admin/rights", administrator, rights::save);
    routes.page("/admin/rights/{group}", administrator, rights::single);
    routes.form("/admin/rights/{group}", administrator, rights::saveSingle);

    var manager = Right.to(Act.MANAGE_BOARDS);
    routes.page("/admin/boards/{id}/rights", manager, rights::show);
    routes.form("/admin/boards/{id}/rights", manager, rights::save);
    routes.page("/admin/boards/{id}/rights/{group}", manager, rights::single);
    routes.form("/admin/boards/{id}/rights/{group}", manager, rights::saveSingle);
    routes.form("/admin/boards/{id}/rights/copy", manager, rights::copy);
    routes.form("/admin/boards/{id}/rights/moderators", manager, rights::addModerator);
    routes.form(
        "/admin/boards/{id}/rights/moderators/{member}/remove", manager, rights::removeModerator);

    routes.page("/admin/rights/log", manager, log::list);
    routes.form("/admin/rights/log/{id}/undo", manager, log::undo);
    routes.page("/admin/rights/why", manager, why::show);

    routes.form("/admin/rights/eyes", administrator, eyes::begin);
    routes.form("/eyes/own", eyes::end).forAllEyes();
  }
}
