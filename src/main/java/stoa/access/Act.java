package stoa.access;

import java.util.Arrays;
import java.util.List;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;

/**
 * What somebody may do: a right. On a board, or, where it belongs to none, on the whole site.
 * Stored by its name, in rows that servers of other versions read.
 */
public enum Act {
  /** The board, and the titles of its topics, stand in lists. */
  SEE(Where.BOARD, "error.mayNotRead"),
  /** Its texts can be read. */
  READ(Where.BOARD, "error.mayNotRead"),
  OPEN(Where.BOARD, "error.mayNotOpen"),
  REPLY(Where.BOARD, "error.mayNotReply"),
  /** What they write is in the open at once. */
  WITHOUT_APPROVAL(Where.BOARD, "error.moderatorsOnly"),
  TAG(Where.BOARD, "error.mayNotTag"),
  LIKE(Where.BOARD, "error.notYoursToJudge"),
  EDIT_OWN(Where.BOARD, "error.notYourPost"),
  DELETE_OWN(Where.BOARD, "error.notYourPost"),
  /** What is pending and what was deleted. */
  SEE_HIDDEN(Where.BOARD, "error.moderatorsOnly"),
  APPROVE(Where.BOARD, "error.moderatorsOnly"),
  EDIT_ANY(Where.BOARD, "error.notYourPost"),
  /** Deletes what others wrote, and brings it back. */
  HIDE(Where.BOARD, "error.notYourPost"),
  PIN(Where.BOARD, "error.moderatorsOnly"),
  LOCK(Where.BOARD, "error.moderatorsOnly"),
  /** Moves topics from there, and to there. */
  MOVE(Where.BOARD, "error.moderatorsOnly"),
  /** Writes as fast as they like. */
  SKIP_LIMITS(Where.SITE, "error.moderatorsOnly"),
  SEE_PROFILES(Where.SITE, "error.mayNotSeeProfiles"),
  MANAGE_MEMBERS(Where.SITE, "error.administratorsOnly"),
  MANAGE_BOARDS(Where.SITE, "error.administratorsOnly"),
  ADMINISTER(Where.SITE, "error.administratorsOnly");

  private static final List<Act> ALL = List.of(values());

  private enum Where {
    BOARD,
    SITE
  }

  private final Where where;
  private final String otherwise;

  Act(Where where, String otherwise) {
    this.where = where;
    this.otherwise = otherwise;
  }

  /** Those that are asked of a board. */
  public static List<Act> onBoards() {
    return ALL.stream().filter(Act::onBoard).toList();
  }

  /** Those that belong to no board. */
  public static List<Act> onSite() {
    return ALL.stream().filter(act -> !act.onBoard()).toList();
  }

  /** Whether it is asked of a board; otherwise of the site. */
  public boolean onBoard() {
    return where == Where.BOARD;
  }

  /** One bit for each, in memory alone. */
  @SuppressWarnings("EnumOrdinal") // it is written nowhere
  long bit() {
    return 1L << ordinal();
  }

  static long bits(Act... acts) {
    return Arrays.stream(acts).mapToLong(Act::bit).reduce(0, (some, one) -> some | one);
  }

  /** Whether they may on the site; what is asked of boards, on any of them. */
  public boolean allowedTo(Viewer viewer) {
    return viewer.rights().may(this);
  }

  /** Whether they may on a board. */
  public boolean allowedTo(Viewer viewer, long board) {
    return viewer.rights().may(this, board);
  }

  /** Whether it is offered to them on a board: to guests where members may, who sign in first. */
  public boolean offeredTo(Viewer viewer, long board) {
    return viewer instanceof Viewer.Guest guest
        ? guest.asMember().may(this, board)
        : allowedTo(viewer, board);
  }

  /** The same on a topic and its board. */
  public boolean allowedTo(Viewer viewer, TopicHead topic) {
    return topic.readableBy(viewer) && allowedTo(viewer, topic.boardId());
  }

  /**
   * The member who may.
   *
   * @throws Refused as forbidden for other members; guests sign in first
   */
  public Viewer.Member require(Viewer viewer) {
    Viewer.Member member = viewer.member();
    require(allowedTo(member));
    return member;
  }

  /**
   * The member who may on that board.
   *
   * @throws Refused as forbidden for other members; guests sign in first
   */
  public Viewer.Member require(Viewer viewer, long board) {
    Viewer.Member member = viewer.member();
    require(allowedTo(member, board));
    return member;
  }

  /**
   * Says why not.
   *
   * @throws Refused as forbidden
   */
  public void require(boolean allowed) {
    if (!allowed) {
      throw new Refused(new Refusal.Forbidden(why()));
    }
  }

  /** What is said to those who may not. */
  public Message why() {
    return Message.of(otherwise);
  }
}
