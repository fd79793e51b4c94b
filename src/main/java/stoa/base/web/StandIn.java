package stoa.base.web;

import java.util.Locale;
import stoa.base.Role;
import stoa.base.Viewer;

/**
 * The member for whom a page is made that all members share. Where a reader's own would stand, his
 * pages have marks: words that nobody can have written, because they are drawn at the start.
 */
final class StandIn {
  /** No account's id: they begin at 1. */
  private static final long NOBODY = 0;

  private final String mark;

  StandIn(Tokens tokens) {
    this.mark = "m" + java.util.HexFormat.of().formatHex(tokens.key());
  }

  /** What is each reader's own. */
  enum Hole {
    NAME('n'),
    TOKEN('t'),
    ONCE('o'),
    NOTICES('u'),
    /** His name as it stands in an address. */
    ADDRESS('a');

    private final char letter;

    Hole(char letter) {
      this.letter = letter;
    }

    static Hole of(char letter) {
      for (Hole hole : values()) {
        if (hole.letter == letter) {
          return hole;
        }
      }
      throw new IllegalStateException("no mark ends in " + letter);
    }
  }

  /** Marks around what some members see otherwise than all others. */
  PartMark parts() {
    return new PartMark(mark);
  }

  /** What marks begin with; one letter follows. */
  String mark() {
    return mark;
  }

  String mark(Hole hole) {
    return mark + hole.letter;
  }

  Visit visit(Locale locale, String variant) {
    var member = new Viewer.Member(NOBODY, mark(Hole.NAME), Role.MEMBER);
    var shared = new Visit.Shared(this, variant);
    return new Visit(member, locale, mark(Hole.TOKEN), Visit.NONE, false, shared);
  }
}
