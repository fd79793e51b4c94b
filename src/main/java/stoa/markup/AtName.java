package stoa.markup;

/**
 * How a name stands in a text behind its {@code @}: for the renderer and for who notifies members.
 */
public final class AtName {
  private AtName() {}

  /** Whether an {@code @} behind this character begins a name: not in addresses of any kind. */
  public static boolean mayBeginBehind(int c) {
    if (Character.isDigit(c) || "_@/.-".indexOf(c) >= 0) {
      return false;
    }
    return !Character.isLetter(c)
        || switch (Character.UnicodeScript.of(c)) {
          case LATIN, GREEK, CYRILLIC -> false;
          default -> true;
        };
  }

  /** Whether the character may be one of a name. */
  public static boolean mayHold(int c) {
    return Character.isLetterOrDigit(c) || joins(c) || isMark(c);
  }

  /** The signs of a name that may also be a sentence's. */
  public static boolean joins(int c) {
    return c == '_' || c == '-' || c == '.';
  }

  /** Belongs to the character before it. */
  public static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
