package stoa.wordfilter.match;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import stoa.base.text.CharacterFolds;

/**
 * What one code point is, whatever its shape: width, circles, accents, case, script, traditional or
 * simplified, numerals. Pages of 256 are made at their first use, since most are never used.
 *
 * <p>A shape is an int: the low 21 bits are the folded code point, the bits above its {@link
 * CharClass}. The digit 0 shares its code with o, the digit 1 with l and i: {@link WordMatcher}
 * looks at the sorts before it believes such a hit.
 */
final class Shapes {
  private static final int SORT_SHIFT = 21;
  private static final int CODE = (1 << SORT_SHIFT) - 1;

  /** For a code point that is several, such as ㎏ or ⑩; see {@link #parts}. */
  static final int SEVERAL = 1 << 30;

  private static final String WEAK = ".,;:!?'&/\\。，、；：！？．…‥‘’·";
  private static final String NUMERALS = "〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖";
  private static final String RARE_NUMERALS = "弌弍弎亖";
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private final CharacterFolds folds;
  private final AtomicReferenceArray<int[]> pages =
      new AtomicReferenceArray<>((Character.MAX_CODE_POINT + 1) >> 8);

  Shapes(CharacterFolds folds) {
    this.folds = folds;
  }

  static int code(int shape) {
    return shape & CODE;
  }

  static CharClass sort(int shape) {
    return CharClass.of(shape >> SORT_SHIFT & 0xF);
  }

  private static int shape(int code, CharClass sort) {
    return code | sort.number() << SORT_SHIFT;
  }

  int of(int codePoint) {
    int[] page = pages.getAcquire(codePoint >> 8);
    if (page == null) {
      page = page(codePoint & ~0xFF);
      pages.setRelease(codePoint >> 8, page);
    }
    return page[codePoint & 0xFF];
  }

  private int[] page(int first) {
    var page = new int[256];
    for (int i = 0; i < page.length; i++) {
      int[] parts = parts(first + i);
      page[i] = parts.length == 1 ? parts[0] : SEVERAL;
    }
    return page;
  }

  /** The shapes of a code point; one for nearly all. */
  int[] parts(int codePoint) {
    String enclosed = Enclosed.plain(codePoint);
    String plain = enclosed.isEmpty() ? withoutMarks(codePoint) : enclosed;
    int[] parts = plain.codePoints().map(this::simple).toArray();
    if (parts.length > 1) {
      // The brackets of ㈠ and the dot of ⒈ are part of the shape.
      int[] content = java.util.Arrays.stream(parts).filter(p -> sort(p).isContent()).toArray();
      parts = content.length > 0 ? content : new int[] {parts[0]};
    }
    return parts.length == 0 ? new int[] {shape(0, CharClass.INVISIBLE)} : parts;
  }

  /** NFKC without the accents of Latin, Greek and Cyrillic; those of kana and others stay. */
  private static String withoutMarks(int codePoint) {
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      return "";
    }
    String character = Character.toString(codePoint);
    String apart = Normalizer.normalize(character, Normalizer.Form.NFKD);
    var kept = new StringBuilder();
    apart.codePoints().filter(c -> !isAccent(c)).forEach(kept::appendCodePoint);
    return Normalizer.normalize(kept, Normalizer.Form.NFKC);
  }

  private static boolean isAccent(int c) {
    return (c >= 0x300 && c <= 0x36F)
        || (c >= 0x483 && c <= 0x489)
        || (c >= 0x1AB0 && c <= 0x1AFF)
        || (c >= 0x1DC0 && c <= 0x1DFF)
        || (c >= 0x20D0 && c <= 0x20FF)
        || (c >= 0xFE20 && c <= 0xFE2F);
  }

  private int simple(int codePoint) {
    int folded = folds.simplified(alike(codePoint));
    int digit = digit(folded);
    if (digit >= 0) {
      return shape(digitCode(digit), folded < 0x3000 ? CharClass.DIGIT : CharClass.NUMERAL);
    }
    return shape(folded == 'i' ? 'l' : folded, sort(codePoint, folded));
  }

  /** The Latin letter that it passes for, small or capital; its lower case for most. */
  private int alike(int codePoint) {
    int upper = single(Character.toString(codePoint).toUpperCase(Locale.ROOT), codePoint);
    int lower = Character.toLowerCase(upper);
    for (int c : new int[] {codePoint, lower, upper}) {
      int alike = folds.lookalike(c);
      if (alike != c) {
        return alike;
      }
    }
    return lower;
  }

  private static int single(String text, int otherwise) {
    return text.codePointCount(0, text.length()) == 1 ? text.codePointAt(0) : otherwise;
  }

  private static int digit(int c) {
    if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
      return Character.digit(c, 10);
    }
    int rare = RARE_NUMERALS.indexOf(c);
    if (rare >= 0) {
      return rare + 1;
    }
    int at = NUMERALS.indexOf(c);
    return at < 10 ? at : at - 10;
  }

  private static int digitCode(int digit) {
    return switch (digit) {
      case 0 -> 'o';
      case 1 -> 'l';
      default -> '0' + digit;
    };
  }

  private static CharClass sort(int written, int c) {
    if (blank(c)) {
      return CharClass.INVISIBLE;
    }
    if (Character.isLetter(c)) {
      return WITHOUT_SPACES.contains(UnicodeScript.of(c)) ? CharClass.OTHER : CharClass.LETTER;
    }
    if (written == '\n') {
      return CharClass.WEAK;
    }
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      return CharClass.SPACE;
    }
    if (WEAK.indexOf(c) >= 0 && c != 0) {
      return CharClass.WEAK;
    }
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.CONTROL, Character.ENCLOSING_MARK -> CharClass.INVISIBLE;
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK ->
          UnicodeScript.of(c) == UnicodeScript.INHERITED ? CharClass.INVISIBLE : CharClass.OTHER;
      // Radicals and strokes are no letters to Unicode, but pieces of characters to readers.
      default -> UnicodeScript.of(c) == UnicodeScript.HAN ? CharClass.OTHER : CharClass.SYMBOL;
    };
  }

  /** Characters with a width and nothing to see: Hangul fillers, the empty Braille cell. */
  private static boolean blank(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
  }
}
