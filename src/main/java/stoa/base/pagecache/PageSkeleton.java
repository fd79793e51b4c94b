package stoa.base.pagecache;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import stoa.base.view.TopicEnd;
import stoa.base.view.Unread;
import stoa.base.view.UnreadMark;
import stoa.base.view.Urls;
import stoa.base.web.FragmentMark;
import stoa.base.web.PlaceholderMember;

/** HTML that was made for the stand-in, cut at its marks. */
public final class PageSkeleton {
  /** A member's address begins so wherever it stands. */
  private static final String ADDRESS = Urls.member("");

  /** A character for each byte: marks are ASCII, and the rest only passes through. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private final List<Piece> all = new ArrayList<>();
  private int count;
  private int weight;
  private boolean asksUnread;

  sealed interface Piece {}

  static final class Bytes implements Piece {
    private final byte[] text;

    Bytes(String text) {
      this.text = text.getBytes(BYTES);
    }

    byte[] text() {
      return text;
    }
  }

  record Own(PlaceholderMember.Slot hole) implements Piece {}

  /** What only those see who have not read one of the topics. */
  record Fresh(long board, List<TopicEnd> ends, PageSkeleton inner) implements Piece {}

  /** What some see otherwise. */
  record Part(long id, PageSkeleton usual) implements Piece {}

  private PageSkeleton() {}

  static PageSkeleton cut(byte[] page, String mark) {
    var pieces = new PageSkeleton();
    String html = new String(page, BYTES);
    int end = pieces.cut(html, 0, mark);
    if (end != html.length()) {
      throw new IllegalStateException("a part ends that has not begun, at " + end);
    }
    return pieces;
  }

  /** Up to the end, or to the mark after a part; says where the rest begins. */
  private int cut(String html, int begin, String mark) {
    int from = begin;
    for (int at = html.indexOf(mark, from); at >= 0; at = html.indexOf(mark, from)) {
      text(html.substring(from, at));
      char letter = html.charAt(at + mark.length());
      from = at + mark.length() + 1;
      if (letter == FragmentMark.AFTER) {
        return from;
      }
      if (letter == UnreadMark.BEFORE) {
        int end = html.indexOf(UnreadMark.END, from);
        int board = html.indexOf(UnreadMark.BOARD, from);
        var ends = TopicEnd.parsed(html.substring(board + 1, end));
        var inner = new PageSkeleton();
        int rest = inner.cut(html, end + 1, mark);
        add(
            new Fresh(Long.parseLong(html.substring(from, board)), ends, inner),
            inner.weight + 24 * ends.size());
        from = rest;
      } else if (letter == FragmentMark.BEFORE) {
        int end = html.indexOf(FragmentMark.END, from);
        var usual = new PageSkeleton();
        int rest = usual.cut(html, end + 1, mark);
        add(new Part(Long.parseLong(html.substring(from, end)), usual), usual.weight);
        from = rest;
      } else {
        add(new Own(hole(html, at, letter)), 16);
      }
    }
    text(html.substring(from));
    return html.length();
  }

  private static PlaceholderMember.Slot hole(String html, int at, char letter) {
    var hole = PlaceholderMember.Slot.of(letter);
    boolean inAddress =
        hole == PlaceholderMember.Slot.NAME && html.startsWith(ADDRESS, at - ADDRESS.length());
    return inAddress ? PlaceholderMember.Slot.ADDRESS : hole;
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      var bytes = new Bytes(text);
      add(bytes, bytes.text.length);
    }
  }

  private void add(Piece piece, int bytes) {
    all.add(piece);
    count +=
        switch (piece) {
          case Part part -> part.usual().count;
          case Fresh fresh -> fresh.inner().count;
          case Bytes _, Own _ -> 1;
        };
    asksUnread |= piece instanceof Fresh;
    weight += bytes + 32;
  }

  /** Not to be changed. */
  List<Piece> pieces() {
    return all;
  }

  /**
   * Adds the bytes of the whole, in their order.
   *
   * @param unread what the reader has not read
   */
  void collect(
      Map<Long, PageSkeleton> parts,
      Function<PlaceholderMember.Slot, byte[]> own,
      Unread unread,
      List<byte[]> out) {
    for (Piece piece : all) {
      switch (piece) {
        case Bytes bytes -> out.add(bytes.text);
        case Own(var hole) -> out.add(own.apply(hole));
        case Part(var id, var usual) ->
            parts.getOrDefault(id, usual).collect(Map.of(), own, unread, out);
        case Fresh(var board, var ends, var inner) -> {
          if (unread.any(board, ends)) {
            inner.collect(parts, own, unread, out);
          }
        }
      }
    }
  }

  /** Whether what somebody has read decides something on it. */
  boolean asksUnread() {
    return asksUnread;
  }

  /** Pieces, parts' own counted in. */
  int count() {
    return count;
  }

  /** Bytes of memory, about. */
  int weight() {
    return weight;
  }
}
