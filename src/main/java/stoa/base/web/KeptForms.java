package stoa.base.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.db.Db;

/**
 * Texts that came in when they could not be taken, because the session had expired. They wait in
 * the database, under the hash of a random token, until their member has signed in.
 */
public final class KeptForms {
  private final KeptFormQueries store;
  private final Tokens tokens;
  private final InstantSource clock;

  /** A form: where it was going and what was in it. */
  public record Kept(String path, List<Part> parts) {
    public Kept {
      parts = List.copyOf(parts);
    }

    /** The fields that a member can have written himself. */
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

  public KeptForms(Db db, Tokens tokens, InstantSource clock) {
    this.store = new KeptFormQueries(db);
    this.tokens = tokens;
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
   * Keeps a form.
   *
   * @return the address where it waits
   */
  public String keep(Kept form) {
    String token = tokens.make();
    store.put(Tokens.hash(token), form, clock.instant());
    return "/kept/" + token;
  }

  public Kept find(String token) {
    return store.get(Tokens.hash(token)).orElseThrow(() -> new Refused(new Refusal.NotFound()));
  }

  public int forget(Instant before) {
    return store.forget(before);
  }

  /** The page that gives the form back. */
  public static KeptPage page(Message why, Kept form) {
    return new KeptPage(why, form.path(), form.parts().stream().map(KeptForms::field).toList());
  }

  private static KeptPage.KeptField field(Part part) {
    String kind =
        switch (part.name()) {
          case "title", "tags" -> "text";
          case "body", "about", "description" -> "area";
          default -> "hidden";
        };
    return new KeptPage.KeptField(part.name(), "form." + part.name(), kind, part.value());
  }
}
