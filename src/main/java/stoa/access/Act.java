package stoa.access;

import java.util.List;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;

/** What somebody may do. Today three roles decide it; nobody else asks for a role. */
public enum Act {
  READ(Needs.NOTHING, "topic.signInToReply"),
  OPEN(Needs.ACCOUNT, "topic.signInToReply"),
  REPLY(Needs.ACCOUNT, "topic.signInToReply"),
  LIKE(Needs.ACCOUNT, "error.notYoursToJudge"),
  CHOOSE_ANSWER(Needs.ACCOUNT, "error.notYoursToJudge"),
  EDIT(Needs.ACCOUNT, "error.notYourPost"),
  DELETE(Needs.ACCOUNT, "error.notYourPost"),
  RESTORE(Needs.ACCOUNT, "error.notYourPost"),
  EDIT_ANY(Needs.MODERATOR, "error.notYourPost"),
  SEE_HIDDEN(Needs.MODERATOR, "error.moderatorsOnly"),
  APPROVE(Needs.MODERATOR, "error.moderatorsOnly"),
  PIN(Needs.MODERATOR, "error.moderatorsOnly"),
  LOCK(Needs.MODERATOR, "error.moderatorsOnly"),
  /** Writes as fast as they like. */
  SKIP_LIMITS(Needs.MODERATOR, "error.moderatorsOnly"),
  MANAGE_BOARDS(Needs.ADMINISTRATOR, "error.administratorsOnly"),
  MANAGE_MEMBERS(Needs.ADMINISTRATOR, "error.administratorsOnly"),
  ADMINISTER(Needs.ADMINISTRATOR, "error.administratorsOnly");

  private static final List<Act> ALL = List.of(values());

  private enum Needs {
    NOTHING,
    ACCOUNT,
    MODERATOR,
    ADMINISTRATOR
  }

  private final Needs needs;
  private final String otherwise;

  Act(Needs needs, String otherwise) {
    this.needs = needs;
    this.otherwise = otherwise;
  }

  /** Whether they may at all; of a topic or post there may be more to ask. */
  public boolean allowedTo(Viewer viewer) {
    return switch (needs) {
      case NOTHING -> true;
      case ACCOUNT -> viewer instanceof Viewer.Member;
      case MODERATOR -> viewer instanceof Viewer.Member member && member.role().mayModerate();
      case ADMINISTRATOR -> viewer instanceof Viewer.Member member && member.role().mayAdminister();
    };
  }

  /** The same on a board. */
  public boolean allowedTo(Viewer viewer, long board) {
    return Audience.of(viewer).reads(board) && allowedTo(viewer);
  }

  /** The same on a topic and its board. */
  public boolean allowedTo(Viewer viewer, TopicHead topic) {
    return topic.readableBy(viewer) && allowedTo(viewer, topic.boardId());
  }

  /** Whether two may do and read the same: a page that was made for one is right for the other. */
  public static boolean same(Viewer one, Viewer other) {
    for (Act act : ALL) {
      if (act.allowedTo(one) != act.allowedTo(other)) {
        return false;
      }
    }
    return Audience.of(one).equals(Audience.of(other));
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
      throw new Refused(new Refusal.Forbidden(Message.of(otherwise)));
    }
  }
}
