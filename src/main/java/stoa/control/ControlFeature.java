package stoa.control;

import stoa.access.AccessChanges;
import stoa.access.AccessLog;
import stoa.access.Act;
import stoa.base.bus.Events;
import stoa.base.view.Menu;
import stoa.base.web.Right;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Services;

/** What administrators do in the browser. */
public final class ControlFeature implements Feature {
  private final Services services;
  private final Events events;
  private final About about;

  /** What runs here, in words for the administrator. */
  record About(String version, String database, boolean embedded, boolean mailing) {}

  public ControlFeature(Services services, Events events, String version) {
    this.services = services;
    this.events = events;
    var database = services.settings().database();
    this.about =
        new About(
            version,
            database.embedded() ? "PostgreSQL 18" : database.url(),
            database.embedded(),
            services.settings().mail().server().used());
  }

  @Override
  public void routes(Routes routes) {
    var db = services.db();
    var queries = new BoardTreeQueries(db);
    routes
        .page("/admin", Right.to(Act.ADMINISTER), new AdminPages(queries, events, about)::home)
        .inMenu(Menu.Place.MAIN, 50, "nav.admin");

    var changes = new AccessChanges(new AccessLog(services.clock()));
    var boards =
        new BoardAdminPages(
            services.access(),
            new Boards(db, services.access(), changes, queries, services.clock()),
            queries);
    routes
        .page("/admin/boards", Right.to(Act.MANAGE_BOARDS), boards::list)
        .inMenu(Menu.Place.ADMINISTRATION, 10, "admin.boards");
    routes.form("/admin/boards", Right.to(Act.MANAGE_BOARDS), boards::create);
    routes.page("/admin/boards/{id}", Right.to(Act.MANAGE_BOARDS), boards::form);
    routes.form("/admin/boards/{id}", Right.to(Act.MANAGE_BOARDS), boards::change);
    routes.form("/admin/boards/{id}/up", Right.to(Act.MANAGE_BOARDS), boards::up);
    routes.form("/admin/boards/{id}/down", Right.to(Act.MANAGE_BOARDS), boards::down);
    routes.form("/admin/boards/{id}/close", Right.to(Act.MANAGE_BOARDS), boards::close);
    routes.form("/admin/boards/{id}/open", Right.to(Act.MANAGE_BOARDS), boards::open);
    routes.form("/admin/boards/{id}/remove", Right.to(Act.MANAGE_BOARDS), boards::remove);

    var parked = new EventPages(events);
    routes
        .page("/admin/events", Right.to(Act.ADMINISTER), parked::list)
        .inMenu(Menu.Place.ADMINISTRATION, 20, "admin.events");
    routes.form("/admin/events/retry-all", Right.to(Act.ADMINISTER), parked::retryAll);
    routes.form("/admin/events/{consumer}/{event}/retry", Right.to(Act.ADMINISTER), parked::retry);
    routes.form("/admin/events/{consumer}/{event}/drop", Right.to(Act.ADMINISTER), parked::drop);
  }
}
