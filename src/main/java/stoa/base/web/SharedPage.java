package stoa.base.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stoa.base.Viewer;

/** A page as all members of one language get it, with holes for what is each one's own. */
final class SharedPage {
  /** A member's address begins so wherever it stands. */
  private static final String ADDRESS = Urls.member("");

  private final List<byte[]> texts = new ArrayList<>();
  private final List<StandIn.Hole> holes = new ArrayList<>();
  private final String route;
  private final Runnable seen;
  private final @Nullable Consumer<Viewer.Member> read;
  private final int length;

  /**
   * @param html made for the stand-in
   * @param route the pattern that it is counted under
   */
  SharedPage(String html, StandIn standIn, String route, Shown shown) {
    this.route = route;
    this.seen = shown.seen();
    this.read = shown.read();
    this.length = cut(html, standIn.mark());
  }

  private int cut(String html, String mark) {
    int from = 0;
    int bytes = 0;
    for (int at = html.indexOf(mark); at >= 0; at = html.indexOf(mark, from)) {
      var hole = StandIn.Hole.of(html.charAt(at + mark.length()));
      boolean inAddress =
          hole == StandIn.Hole.NAME && html.startsWith(ADDRESS, at - ADDRESS.length());
      bytes += add(html.substring(from, at));
      holes.add(inAddress ? StandIn.Hole.ADDRESS : hole);
      from = at + mark.length() + 1;
    }
    return bytes + add(html.substring(from));
  }

  private int add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    texts.add(bytes);
    return bytes.length;
  }

  /** The page for one reader. */
  byte[] filled(Function<StandIn.Hole, byte[]> own) {
    int all = length;
    for (var hole : holes) {
      all += own.apply(hole).length;
    }
    byte[] page = new byte[all];
    int at = 0;
    for (int i = 0; i < texts.size(); i++) {
      at = put(page, at, texts.get(i));
      if (i < holes.size()) {
        at = put(page, at, own.apply(holes.get(i)));
      }
    }
    return page;
  }

  private static int put(byte[] page, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, page, at, bytes.length);
    return at + bytes.length;
  }

  String route() {
    return route;
  }

  /** Done each time that somebody gets it; waits for nothing. */
  void seen() {
    seen.run();
  }

  /** What is done for a reader who has something unread; it may wait. */
  @Nullable Consumer<Viewer.Member> read() {
    return read;
  }

  /** Bytes of memory. */
  int weight() {
    return length + holes.size() * 48 + 500;
  }
}
