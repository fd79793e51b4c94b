package stoa.base.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import stoa.base.view.Menu;

/** All that the forum answers, as its features declare it; in no order. */
public final class Routes {
  private final List<Route> all = new ArrayList<>();

  /** A page that everybody may ask for. */
  public Route page(String path, Handler handler) {
    return page(path, Right.ANYBODY, handler);
  }

  public Route page(String path, Right right, Handler handler) {
    return add(new Route("GET", path, right, handler));
  }

  /** A form that anybody may send who has its token. */
  public Route form(String path, Handler handler) {
    return form(path, Right.ANYBODY, handler);
  }

  public Route form(String path, Right right, Handler handler) {
    return add(new Route("POST", path, right, handler));
  }

  private Route add(Route route) {
    all.add(route);
    return route;
  }

  /** What the features offer from everywhere. */
  public Menu menu() {
    return new Menu(all.stream().flatMap(route -> route.menu().stream()).toList());
  }

  /**
   * What is said more exactly comes first: {@code /t/{id}/reply} before {@code /t/{id}/{slug}},
   * whose slug may be any word.
   */
  List<Route> inOrder() {
    return all.stream().sorted(Comparator.comparing(Routes::vagueness)).toList();
  }

  /** A letter for each part of a path: a word, a word with something open in it, all open. */
  private static String vagueness(Route route) {
    var letters = new StringBuilder();
    for (String part : route.path().split("/", -1)) {
      letters.append(!part.contains("{") ? 'a' : part.matches("\\{[^{}]+}") ? 'c' : 'b');
    }
    return letters.toString();
  }
}
