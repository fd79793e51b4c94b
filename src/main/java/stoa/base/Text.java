package stoa.base;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What members type, made safe to keep and to show. Characters that PostgreSQL cannot store, that
 * turn the lines around them, or that pile up over their neighbours do not get in; everything else
 * stays as it was typed.
 */
public final class Text {
  /**
   * Marks on one letter. Stream-Safe Text Format (UAX #15) allows 30; no living script needs more
   * than a handful, and eight keep a "Zalgo" text within its line.
   */
  private static final int MARKS = 8;

  /**
   * Word, PowerPoint, FileMaker and others end lines within a paragraph with these (Unicode 5.8);
   * the separators of files, groups and records end a line as well.
   */
  private static final Pattern LINE_END =
      Pattern.compile("\\r\\n|[\\r\\x0B\\f\\x1C-\\x1E\\x85\\u2028]");

  private Text() {}

  /** Text of many lines: line ends of every kind are \n, tabs stay, the form is NFC. */
  public static String clean(String text) {
    String lines = LINE_END.matcher(text).replaceAll("\n");
    return filtered(lines.replace("\u2029", "\n\n").replace('\u001F', ' '), false);
  }

  /** Text of one line: white space of every kind is one space, and none stands at the ends. */
  public static String cleanLine(String text) {
    String line = filtered(text, true);
    var out = new StringBuilder(line.length());
    boolean space = false;
    for (int i = 0; i < line.length(); ) {
      int c = line.codePointAt(i);
      i += Character.charCount(c);
      if (isSpace(c)) {
        space = true;
      } else {
        if (space && !out.isEmpty()) {
          out.append(' ');
        }
        space = false;
        out.appendCodePoint(c);
      }
    }
    return isBlank(out.toString()) ? "" : out.toString();
  }

  /** The form under which a name is unique: full width, case and compatibility forms folded. */
  public static String key(String name) {
    String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC).strip();
  }

  /** Whether there is nothing to see in it. */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(c -> isSpace(c) || isInvisible(c));
  }

  private static String filtered(String text, boolean line) {
    var out = new StringBuilder(text.length());
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isSurrogate(c)) {
        c = 0xFFFD; // half a pair: no character, and UTF-8 has no bytes for it
      }
      marks = isMark(c) ? marks + 1 : 0;
      if (marks <= MARKS && stays(c, line)) {
        out.appendCodePoint(c);
      }
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  private static boolean stays(int c, boolean line) {
    if (isDirection(c) || isNoncharacter(c)) {
      return false;
    }
    boolean control = Character.isISOControl(c);
    if (control) {
      return line ? isSpace(c) : c == '\n' || c == '\t';
    }
    return !line || !isInvisible(c) || joins(c);
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** Embeddings, overrides and isolates: they would turn the text of others. */
  private static boolean isDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isNoncharacter(int c) {
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  /** Zero width joiners shape Arabic, Indic scripts and emoji; selectors choose a form. */
  private static boolean joins(int c) {
    return c == 0x200C || c == 0x200D || isSelector(c);
  }

  private static boolean isSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x180B && c <= 0x180F); // the latter Mongolian
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.CONTROL
        || isSelector(c)
        || c == 0x034F // combining grapheme joiner
        || c == 0x115F
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0 // Hangul fillers
        || c == 0x17B4
        || c == 0x17B5 // Khmer inherent vowels
        || (c >= 0xFFF0 && c <= 0xFFF8)
        || c == 0x2800 // empty Braille cell
        || (c >= 0xE0000 && c <= 0xE0FFF); // tags and further selectors
  }
}
