package stoa.control;

import io.javalin.router.JavalinDefaultRoutingApi;
import java.time.InstantSource;
import stoa.base.bus.Events;
import stoa.base.db.Db;
import stoa.base.web.Site;

/** What administrators do in the browser. */
public final class ControlFeature {
  private final Db db;
  private final InstantSource clock;
  private final About about;

  /** What runs here, in words for the administrator. */
  public record About(String version, String database, boolean embedded) {}

  public ControlFeature(Db db, InstantSource clock, About about) {
    this.db = db;
    this.clock = clock;
    this.about = about;
  }

  public void routes(JavalinDefaultRoutingApi routes, Site site, Events events) {
    var queries = new BoardTreeQueries(db);
    routes.get("/admin", new AdminPages(site, queries, about)::home);

    var boards = new BoardAdminPages(site, new Boards(db, queries, clock), queries);
    routes.get("/admin/boards", boards::list);
    routes.post("/admin/boards", boards::create);
    routes.get("/admin/boards/{id}", boards::form);
    routes.post("/admin/boards/{id}", boards::change);
    routes.post("/admin/boards/{id}/up", boards::up);
    routes.post("/admin/boards/{id}/down", boards::down);
    routes.post("/admin/boards/{id}/close", boards::close);
    routes.post("/admin/boards/{id}/open", boards::open);
    routes.post("/admin/boards/{id}/remove", boards::remove);

    var parked = new EventPages(site, events);
    routes.get("/admin/events", parked::list);
    routes.post("/admin/events/retry-all", parked::retryAll);
    routes.post("/admin/events/{consumer}/{event}/retry", parked::retry);
    routes.post("/admin/events/{consumer}/{event}/drop", parked::drop);
  }
}
