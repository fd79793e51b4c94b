package stoa.access;

import static stoa.access.Act.APPROVE;
import static stoa.access.Act.DELETE_OWN;
import static stoa.access.Act.EDIT_ANY;
import static stoa.access.Act.EDIT_OWN;
import static stoa.access.Act.HIDE;
import static stoa.access.Act.LIKE;
import static stoa.access.Act.LOCK;
import static stoa.access.Act.MOVE;
import static stoa.access.Act.OPEN;
import static stoa.access.Act.PIN;
import static stoa.access.Act.READ;
import static stoa.access.Act.REPLY;
import static stoa.access.Act.SEE;
import static stoa.access.Act.SEE_HIDDEN;
import static stoa.access.Act.TAG;
import static stoa.access.Act.WITHOUT_APPROVAL;

import java.util.Arrays;
import java.util.Optional;

/** What a group may on a board, in one word: what nearly everybody wants. */
public enum Preset {
  /** Nothing is said: as on what is above the board. */
  AS_ABOVE(false),
  HIDDEN(true),
  TITLES(SEE),
  READ_ONLY(SEE, READ),
  ANSWER_ONLY(SEE, READ, LIKE, REPLY, WITHOUT_APPROVAL, EDIT_OWN, DELETE_OWN),
  APPROVAL(SEE, READ, LIKE, REPLY, OPEN, TAG, EDIT_OWN, DELETE_OWN),
  STANDARD(SEE, READ, LIKE, REPLY, OPEN, TAG, EDIT_OWN, DELETE_OWN, WITHOUT_APPROVAL),
  MODERATOR(
      SEE,
      READ,
      LIKE,
      REPLY,
      OPEN,
      TAG,
      EDIT_OWN,
      DELETE_OWN,
      WITHOUT_APPROVAL,
      SEE_HIDDEN,
      APPROVE,
      EDIT_ANY,
      HIDE,
      PIN,
      LOCK,
      MOVE);

  private final boolean said;
  private final long allow;

  Preset(boolean said, Act... allowed) {
    this.said = said;
    this.allow = Act.bits(allowed);
  }

  /** The rest is not allowed by it. */
  Preset(Act... allowed) {
    this(true, allowed);
  }

  /** Empty where single rights were set. */
  public static Optional<Preset> of(Cell cell) {
    return Arrays.stream(values()).filter(preset -> preset.cell().equals(cell)).findFirst();
  }

  /** The one whose members may the same by what holds for them, wherever it is said. */
  public static Optional<Preset> ofAllowed(Cell inForce) {
    return Arrays.stream(values())
        .filter(preset -> preset != AS_ABOVE && preset.allow == (inForce.allow() & Cell.ON_BOARDS))
        .findFirst();
  }

  public Cell cell() {
    return said ? Cell.only(allow) : Cell.AS_ABOVE;
  }
}
