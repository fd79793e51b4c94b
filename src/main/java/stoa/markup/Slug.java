package stoa.markup;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A title as the readable part of an address: letters and digits of every script, parted by
 * hyphens.
 */
public final class Slug {
  /**
   * Code points. Percent-encoded Chinese takes nine characters for each, well below what servers
   * allow.
   */
  private static final int LONGEST = 80;

  private static final String NOTHING_LEFT = "topic";

  private Slug() {}

  public static String of(String title) {
    String folded = Normalizer.normalize(title, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    folded = Normalizer.normalize(folded, Normalizer.Form.NFC);
    var slug = new StringBuilder();
    int length = 0;
    boolean gap = false;
    for (int i = 0; i < folded.length() && length < LONGEST; ) {
      int c = folded.codePointAt(i);
      i += Character.charCount(c);
      if (!stands(c, slug)) {
        gap = !isApostrophe(c) || gap;
        continue;
      }
      if (gap && !slug.isEmpty()) {
        slug.append('-');
        length++;
      }
      gap = false;
      slug.appendCodePoint(c);
      length++;
    }
    return slug.isEmpty() ? NOTHING_LEFT : slug.toString();
  }

  /** A mark stands only on a letter. */
  private static boolean stands(int c, CharSequence before) {
    int type = Character.getType(c);
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    return Character.isLetterOrDigit(c) || (mark && !before.isEmpty());
  }

  /** "don't" is one word. */
  private static boolean isApostrophe(int c) {
    return c == '\'' || c == 0x2019;
  }
}
