package stoa.search.analysis;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stoa.base.text.CharacterFolds;

/**
 * A text with the differences taken out that nobody means when they search: full width and
 * compatibility forms (NFKC), case, accents of Latin, Greek and Cyrillic letters, traditional Han
 * characters, variation selectors. Each folded code point knows where in the text it came from.
 */
final class Folded {
  private static final int WIDE = 0xFEE0;

  private int[] codePoints;

  /** Null as long as each code point stands where the character stood that it came from. */
  private int @Nullable [] starts;

  private int[] ends = {};
  private int length;

  private Folded(int room) {
    codePoints = new int[room];
  }

  static Folded of(String text, CharacterFolds folds) {
    var folded = new Folded(text.length() + 8);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int end = clusterEnd(text, i + Character.charCount(c));
      if (c < 0x80 && end == i + 1) {
        folded.add(c >= 'A' && c <= 'Z' ? c + 32 : c, i, end);
      } else if (isPlainHan(c) && end == i + 1) {
        folded.add(folds.simplified(c), i, end);
      } else if (isWide(c) && end == i + 1) {
        int narrow = c - WIDE;
        folded.add(narrow >= 'A' && narrow <= 'Z' ? narrow + 32 : narrow, i, end);
      } else if ((c == 0x3001 || c == 0x3002) && end == i + 1) {
        folded.add(c, i, end);
      } else {
        folded.addCluster(text.substring(i, end), i, end, folds);
      }
      i = end;
    }
    return folded;
  }

  public int length() {
    return length;
  }

  int codePoint(int index) {
    return codePoints[index];
  }

  int start(int index) {
    return starts == null ? index : starts[index];
  }

  int end(int index) {
    return starts == null ? index + 1 : ends[index];
  }

  /** Most of Chinese: nothing to normalize. */
  private static boolean isPlainHan(int c) {
    return c >= 0x4E00 && c <= 0x9FFF;
  }

  /** ASCII in the width of a Han character: commas, mostly. */
  private static boolean isWide(int c) {
    return c >= WIDE + '!' && c <= WIDE + '~';
  }

  /** What belongs to one character is normalized together: NFKC over a whole text loses places. */
  private static int clusterEnd(String text, int from) {
    int end = from;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (c < 0x300 || !extendsCluster(c)) {
        return end;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static boolean extendsCluster(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || c == 0xFF9E
        || c == 0xFF9F // half-width voicing marks of Katakana
        || (c >= 0x1160 && c <= 0x11FF); // vowels and ends of Hangul syllables
  }

  private void addCluster(String cluster, int start, int end, CharacterFolds folds) {
    String plain = Normalizer.normalize(cluster, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    if (hasAccents(plain)) {
      plain = Normalizer.normalize(plain, Normalizer.Form.NFD);
    }
    boolean alphabet = false;
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      i += Character.charCount(c);
      if ((alphabet && isMark(c)) || selectsVariation(c)) {
        continue;
      }
      alphabet = isAlphabet(c);
      add(folds.simplified(c), start, end);
    }
  }

  private static boolean hasAccents(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xC0 && isAlphabet(c));
  }

  private static boolean isMark(int c) {
    return Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** Says how the character before it is drawn: an emoji in colour, a Han character's form. */
  private static boolean selectsVariation(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  private static boolean isAlphabet(int c) {
    if (!Character.isLetter(c)) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case LATIN, GREEK, CYRILLIC -> true;
      default -> false;
    };
  }

  private void add(int codePoint, int start, int end) {
    if (length == codePoints.length) {
      codePoints = Arrays.copyOf(codePoints, length * 2);
    }
    if (starts == null && (start != length || end != length + 1)) {
      starts = places(0);
      ends = places(1);
    }
    if (starts != null) {
      if (length >= starts.length) {
        starts = Arrays.copyOf(starts, codePoints.length);
        ends = Arrays.copyOf(ends, codePoints.length);
      }
      starts[length] = start;
      ends[length] = end;
    }
    codePoints[length] = codePoint;
    length++;
  }

  private int[] places(int more) {
    var places = new int[codePoints.length];
    for (int i = 0; i < length; i++) {
      places[i] = i + more;
    }
    return places;
  }
}
