package stoa.base.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stoa.base.Message;
import stoa.base.Refused;
import stoa.base.Tokens;
import stoa.base.db.Db;

/**
 * Texts that came in when they could not be taken, because the session had expired. They wait in
 * the database until their writer has signed in, for the browser that sent them and no other: a row
 * is found under the hash of a random token together with that browser's cookie. Whoever takes a
 * text first has it alone, and only for as long as the page that shows it may have to be loaded
 * again.
 */
public final class RescuedForms {
  private static final Duration WAITS = Cookies.KEPT;
  private static final Duration RELOADED = Duration.ofMinutes(10);

  private final RescuedFormQueries store;
  private final Tokens tokens;
  private final Cookies cookies;
  private final InstantSource clock;

  /** A form: where it was going and what was in it. */
  public record Kept(String path, List<Part> parts) {
    public Kept {
      parts = List.copyOf(parts);
    }

    /** The fields that a member can have written themselves. */
    public boolean hasText() {
      return parts.stream().anyMatch(part -> part.written() && !part.value().isBlank());
    }
  }

  /** One field. */
  public record Part(String name, String value) {
    private static final List<String> WRITTEN =
        List.of("title", "tags", "body", "about", "description");

    /** Whether a member types into it, so that it is shown and not only carried along. */
    public boolean written() {
      return WRITTEN.contains(name);
    }
  }

  public RescuedForms(Db db, Tokens tokens, Cookies cookies, InstantSource clock) {
    this.store = new RescuedFormQueries(db);
    this.tokens = tokens;
    this.cookies = cookies;
    this.clock = clock;
  }

  /** What came with a request, without what must not be written down: passwords and form tokens. */
  public static Kept of(String path, Map<String, List<String>> fields) {
    var parts = new ArrayList<Part>();
    fields.forEach((name, values) -> {
      boolean secret = name.contains("password") || name.equals("_csrf");
      if (!secret && !values.isEmpty()) {
        parts.add(new Part(storable(name), storable(values.getFirst())));
      }
    });
    return new Kept(path, parts);
  }

  /** Without what PostgreSQL does not take. */
  private static String storable(String text) {
    return text.replace("\0", "");
  }

  /**
   * Keeps a form for the browser that sent it.
   *
   * @return the address where it waits
   */
  String keep(Request request, Kept form) {
    String browser = request.keeper().orElseGet(tokens::make);
    String token = tokens.make();
    store.put(Tokens.hash(token + "." + browser), form, clock.instant());
    cookies.setKept(request.context(), browser);
    return "/kept/" + token;
  }

  /** Gives a form to the member who is signed in where it came from. */
  public Kept take(Request request, String token, long member) {
    String waiting = token + "." + request.keeper().orElse("");
    byte[] taken = Tokens.hash(waiting + "." + member);
    Instant oldest = clock.instant().minus(WAITS);
    store.rename(Tokens.hash(waiting), taken, oldest, oldest.plus(RELOADED));
    return store.get(taken, oldest).orElseThrow(Refused::notFound);
  }

  /** Forgets what nobody took; for a periodic job. */
  public void forget() {
    store.forget(clock.instant().minus(WAITS));
  }

  /** The page that gives the form back. */
  public static RescuedFormPage page(Message why, Kept form) {
    return new RescuedFormPage(
        why, form.path(), form.parts().stream().map(RescuedForms::field).toList());
  }

  private static RescuedFormPage.KeptField field(Part part) {
    String kind =
        switch (part.name()) {
          case "title", "tags" -> "text";
          case "body", "about", "description" -> "area";
          default -> "hidden";
        };
    return new RescuedFormPage.KeptField(part.name(), "form." + part.name(), kind, part.value());
  }
}
