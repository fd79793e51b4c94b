package stoa.search.analysis;

/**
 * Words that are written as one, with a hyphen or, some of them, in two: email, e-mail and e mail.
 */
public final class Compounds {
  /** As in e mail, t shirt and x ray; other letters before a space are words. */
  private static final String SPACED = "etx";

  /** A shorter one after such a letter is another letter, or code. */
  public static final int SHORTEST_AFTER_SPACE = 3;

  private Compounds() {}

  /** Between numbers it is no hyphen: a date, a range. */
  static boolean isHyphen(int c, int before, int after) {
    return (c == '-' || c == 0x2010) && !(Character.isDigit(before) && Character.isDigit(after));
  }

  public static boolean isSpaced(int letter) {
    return letter > 0 && SPACED.indexOf(letter) >= 0;
  }
}
