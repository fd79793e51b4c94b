package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.http.ClientAddress;
import stoa.base.view.Assets;

/** Leads each request to its route's handler, and its answer out. */
public final class Router {
  private final Routes routes;
  private final Assets assets;
  private final Guard guard;
  private final Visits visits;
  private final Cookies cookies;
  private final ClientAddress addresses;
  private final Delivery delivery;
  private final ErrorPages errors;

  /** How what a route answers gets to the visitor: made for them, or kept for many. */
  public interface Delivery {
    void answer(Visit visit, Request request, Route route);
  }

  public Router(
      Routes routes,
      Assets assets,
      Guard guard,
      Visits visits,
      Cookies cookies,
      ClientAddress addresses,
      Delivery delivery,
      ErrorPages errors) {
    this.routes = routes;
    this.assets = assets;
    this.guard = guard;
    this.visits = visits;
    this.cookies = cookies;
    this.addresses = addresses;
    this.delivery = delivery;
    this.errors = errors;
  }

  /** Tells the server of all routes. */
  public void register(JavalinDefaultRoutingApi server) {
    server.get("/assets/{name}", assets::answer);
    for (Route route : routes.inOrder()) {
      switch (route.method()) {
        case "GET" -> server.get(route.path(), context -> page(context, route));
        default -> server.post(route.path(), context -> form(context, route));
      }
    }
  }

  private void page(Context context, Route route) {
    Visit visit = visits.of(context);
    answer(visit, request(context, route, false), route);
  }

  private void form(Context context, Route route) {
    Visit visit = visits.of(context);
    boolean expired = false;
    try {
      expired = !route.isSigned() && !guard.passes(context, visit);
    } catch (Guard.Foreign e) {
      errors.foreign(visit, request(context, route, false), e.refusal());
      return;
    } catch (Refused e) {
      errors.refused(visit, request(context, route, false), e.refusal());
      return;
    }
    var request = request(context, route, expired);
    if (visit.eyes() != null && !route.isForAllEyes()) {
      errors.refused(visit, request, new Refusal.Forbidden(Message.of("error.othersEyes")));
      return;
    }
    if (expired && !route.isAnsweringExpired()) {
      errors.formExpired(visit, request);
    } else {
      answer(visit, request, route);
    }
  }

  private void answer(Visit visit, Request request, Route route) {
    try {
      route.right().require(visit);
      route.check(visit, request);
      delivery.answer(visit, request, route);
    } catch (Refused e) {
      errors.refused(visit, request, e.refusal());
    }
  }

  private Request request(Context context, Route route, boolean expired) {
    return new Request(context, addresses, cookies, expired, route.rescue());
  }
}
