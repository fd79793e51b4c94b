package stoa.access;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import stoa.base.Tokens;

/**
 * What all may who are in the same groups: on each board, and on the site. Two that say the same
 * have the same {@link #key}, on every server, and share pages that were made for many.
 */
public final class Rights {
  /** Nothing at all. */
  static final Rights NONE = new Rights(new long[0], new long[0], 0, false);

  /** What sets a viewer apart from ordinary ones: their pages are made for each of them. */
  private static final long MANAGING =
      Act.bits(
          Act.SEE_HIDDEN,
          Act.APPROVE,
          Act.EDIT_ANY,
          Act.HIDE,
          Act.PIN,
          Act.LOCK,
          Act.MOVE,
          Act.MANAGE_MEMBERS,
          Act.MANAGE_BOARDS,
          Act.ADMINISTER);

  private static final int KEY_BYTES = 9;

  private final long[] boards;
  private final long[] acts;
  private final long anywhere;
  private final boolean shared;
  private final String key;
  private final Map<Act, BoardSet> sets = new ConcurrentHashMap<>();
  private final Audience audience;

  /**
   * @param boards the ids of all boards, in their order; kept
   * @param acts for each of them the bits of what is allowed there; kept
   * @param site the bits of what is allowed on the site, and on boards about which nothing is said
   * @param shared whether those who have them may share pages
   */
  Rights(long[] boards, long[] acts, long site, boolean shared) {
    this.boards = boards;
    this.acts = acts;
    this.anywhere = site | Arrays.stream(acts).reduce(0, (some, one) -> some | one);
    this.shared = shared;
    this.key = hash(boards, acts, site);
    this.audience = new Audience(boards(Act.SEE), boards(Act.READ), boards(Act.SEE_HIDDEN));
  }

  private static String hash(long[] boards, long[] acts, long site) {
    var bytes = ByteBuffer.allocate((2 * boards.length + 1) * Long.BYTES);
    bytes.putLong(site);
    for (int i = 0; i < boards.length; i++) {
      bytes.putLong(boards[i]).putLong(acts[i]);
    }
    return HexFormat.of().formatHex(Tokens.hash(bytes.array()), 0, KEY_BYTES);
  }

  /** The same for all whose rights are the same; 72 bits of SHA-256 of what they are. */
  public String key() {
    return key;
  }

  boolean may(Act act) {
    return (anywhere & act.bit()) != 0;
  }

  boolean may(Act act, long board) {
    int place = Arrays.binarySearch(boards, board);
    return place >= 0 && (acts[place] & act.bit()) != 0;
  }

  /** Whether a page that was made for one who has them is right for all others who have them. */
  public boolean sharePages() {
    return shared && (anywhere & MANAGING) == 0;
  }

  /** The boards on which they may. */
  public BoardSet boards(Act act) {
    return sets.computeIfAbsent(act, this::found);
  }

  private BoardSet found(Act act) {
    long[] with = new long[boards.length];
    long[] without = new long[boards.length];
    int count = 0;
    for (int i = 0; i < boards.length; i++) {
      if ((acts[i] & act.bit()) != 0) {
        with[count++] = boards[i];
      } else {
        without[i - count] = boards[i];
      }
    }
    return new BoardSet(Arrays.copyOf(with, count), Arrays.copyOf(without, boards.length - count));
  }

  /** What of all texts they may find and read. */
  public Audience audience() {
    return audience;
  }

  /** Bytes of memory, about. */
  long weight() {
    return 400 + 16L * acts.length;
  }
}
