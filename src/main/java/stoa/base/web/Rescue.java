package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.util.List;
import java.util.Optional;

/**
 * Said of a route for a text that takes long to write: if its writer turns out not to be signed in
 * any more, these fields of its form wait for them. No other form is ever kept, so that nobody can
 * lay out for somebody else a button that does more than post a text.
 */
public record Rescue(List<String> fields) implements RouteRole {
  public Rescue {
    fields = List.copyOf(fields);
  }

  public static Rescue of(String... fields) {
    return new Rescue(List.of(fields));
  }

  /** What was said of the route that this request came to. */
  static Optional<Rescue> at(Context context) {
    return context.routeRoles().stream()
        .filter(Rescue.class::isInstance)
        .map(Rescue.class::cast)
        .findFirst();
  }

  /** Of a form what waits. */
  KeptForms.Kept of(KeptForms.Kept form) {
    return new KeptForms.Kept(
        form.path(), form.parts().stream().filter(part -> fields.contains(part.name())).toList());
  }
}
