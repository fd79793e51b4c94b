package stoa.base.web;

import java.util.Locale;
import java.util.Set;
import stoa.access.Rights;
import stoa.access.Viewer;
import stoa.base.Tokens;

/**
 * The member for whom a page is made that all members share. Where a reader's own would stand,
 * their pages have marks: words that nobody can have written, because they are drawn at the start.
 */
public final class PlaceholderMember {
  /** No account's id: they begin at 1. */
  private static final long NOBODY = 0;

  private final String mark;

  public PlaceholderMember(Tokens tokens) {
    this.mark = "m" + java.util.HexFormat.of().formatHex(tokens.key());
  }

  /** What is each reader's own. */
  public enum Slot {
    NAME('n'),
    TOKEN('t'),
    ONCE('o'),
    NOTIFICATIONS('u'),
    /** Their name as it stands in an address. */
    ADDRESS('a');

    private final char letter;

    Slot(char letter) {
      this.letter = letter;
    }

    /** Whether all members' are of one length. */
    public boolean sameLength() {
      return this == TOKEN || this == ONCE;
    }

    public static Slot of(char letter) {
      for (Slot hole : values()) {
        if (hole.letter == letter) {
          return hole;
        }
      }
      throw new IllegalStateException("no mark ends in " + letter);
    }
  }

  /** Marks around what some members see otherwise than all others. */
  public FragmentMark parts() {
    return new FragmentMark(mark);
  }

  /** What marks begin with; one letter follows. */
  public String mark() {
    return mark;
  }

  public String mark(Slot hole) {
    return mark + hole.letter;
  }

  /**
   * @param rights of all members for whom it stands
   */
  public Visit visit(Locale locale, String variant, Rights rights) {
    var member = new Viewer.Member(NOBODY, mark(Slot.NAME), Set.of(), rights);
    var shared = new Visit.Shared(this, variant);
    return new Visit(member, locale, mark(Slot.TOKEN), Visit.NONE, false, shared, null);
  }
}
