package stoa.markup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import stoa.base.Text;

/**
 * The names of tags in what somebody wrote: one form of each, in which it can be a step of a path.
 * C# and C++ stay what they are.
 */
public final class TagNames {
  /** Commas and semicolons of every width. */
  private static final Pattern BETWEEN = Pattern.compile("[,、;\\n]");

  /** What servers on the way do not let through in a path, even encoded, becomes a hyphen. */
  private static final Pattern NOT_IN_PATH = Pattern.compile("[\\s\\p{Z}/?%\\\\]+");

  private static final Pattern HYPHENS_AT_ENDS = Pattern.compile("^-+|-+$");

  private TagNames() {}

  /** Each once, in their order. */
  public static List<String> in(String line) {
    var names = new LinkedHashSet<String>();
    for (String part : BETWEEN.split(Text.key(line), -1)) {
      String name = of(part);
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return new ArrayList<>(names);
  }

  /** The name that somebody means; empty where they name nothing. */
  public static String of(String written) {
    String path = NOT_IN_PATH.matcher(Text.key(written)).replaceAll("-");
    String name = withoutHash(HYPHENS_AT_ENDS.matcher(path).replaceAll(""));
    return name.codePoints().anyMatch(TagNames::names) ? name : "";
  }

  /** Elsewhere it is written #so, or #so# around Chinese. */
  private static String withoutHash(String name) {
    int begin = 0;
    while (begin < name.length() && name.charAt(begin) == '#') {
      begin++;
    }
    int end = name.length();
    boolean around = begin > 0 && end - begin > 1 && name.charAt(end - 1) == '#';
    boolean latin = around && name.charAt(end - 2) < 0x80; // #c#
    return name.substring(begin, around && !latin ? end - 1 : end);
  }

  /** Punctuation alone names nothing, and dots alone are no step of a path. */
  private static boolean names(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.OTHER_SYMBOL
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }
}
