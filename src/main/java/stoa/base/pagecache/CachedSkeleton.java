package stoa.base.pagecache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.view.Unread;
import stoa.base.web.PlaceholderMember;
import stoa.base.web.Shows;

/** A page as all members of one language get it, with holes for what is each one's own. */
public final class CachedSkeleton {
  private final PageSkeleton pieces;
  private final String route;
  private final Consumer<Viewer> seen;
  private final @Nullable Consumer<Viewer.Member> read;
  private volatile @Nullable PackedSkeleton packed;

  /**
   * @param route the pattern that it is counted under
   */
  public CachedSkeleton(PageSkeleton pieces, String route, Shows shows) {
    this.pieces = pieces;
    this.route = route;
    this.seen = shows.seen();
    this.read = shows.read();
  }

  /**
   * The page for one reader.
   *
   * @param parts what they see otherwise than others
   * @param unread what they have not read
   */
  byte[] filled(
      Map<Long, PageSkeleton> parts, Function<PlaceholderMember.Slot, byte[]> own, Unread unread) {
    List<byte[]> bytes = new ArrayList<>(pieces.count());
    pieces.collect(parts, own, unread, bytes);
    int length = 0;
    for (byte[] each : bytes) {
      length += each.length;
    }
    byte[] page = new byte[length];
    int at = 0;
    for (byte[] each : bytes) {
      System.arraycopy(each, 0, page, at, each.length);
      at += each.length;
    }
    return page;
  }

  /**
   * The same as gzip, which is packed when somebody asks for it first; null where it has to be sent
   * plain.
   */
  byte @Nullable [] packed(
      Map<Long, PageSkeleton> parts, Function<PlaceholderMember.Slot, byte[]> own, Unread unread) {
    if (!parts.isEmpty()) {
      return null;
    }
    var known = packed;
    if (known == null) {
      known = PackedSkeleton.of(pieces, own);
      packed = known;
    }
    return known.filled(own, unread);
  }

  boolean asksUnread() {
    return pieces.asksUnread();
  }

  String route() {
    return route;
  }

  /** Done each time that somebody gets it; waits for nothing. */
  void seen(Viewer reader) {
    seen.accept(reader);
  }

  /** What is done for a reader who has notifications of what it shows; it may wait. */
  @Nullable Consumer<Viewer.Member> read() {
    return read;
  }

  /** Bytes of memory, about, the packed form counted in. */
  int weight() {
    return pieces.weight() + pieces.weight() / 3 + 500;
  }
}
