package stoa.base.web;

import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stoa.base.Viewer;

/**
 * What a page shows, and what is to be done each time that somebody gets it, also as a copy.
 *
 * @param seen told who got it; waits for nothing
 * @param read for a member who has something unread; may wait
 */
record Shown(Set<String> tags, Consumer<Viewer> seen, @Nullable Consumer<Viewer.Member> read) {
  private static final String SHOWN = "stoa.shown";
  private static final String MADE = "stoa.made";
  private static final String TYPE = "stoa.type";

  Shown {
    tags = Set.copyOf(tags);
  }

  /** Notes it for the request whose page is being made; without that no copy is kept. */
  void note(io.javalin.http.Context context) {
    context.attribute(SHOWN, this);
  }

  static @Nullable Shown of(io.javalin.http.Context context) {
    return context.attribute(SHOWN);
  }

  /** Takes a page that has nothing on it of who asked for it. */
  static void made(io.javalin.http.Context context, byte[] html) {
    context.attribute(MADE, html);
  }

  /** Takes something else than a page, of that content type. */
  static void made(io.javalin.http.Context context, byte[] text, String type) {
    context.attribute(TYPE, type);
    made(context, text);
  }

  /** The content type of what was taken, where it is no page. */
  static @Nullable String type(io.javalin.http.Context context) {
    return context.attribute(TYPE);
  }

  static byte @Nullable [] page(io.javalin.http.Context context) {
    return context.attribute(MADE);
  }
}
