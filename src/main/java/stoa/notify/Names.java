package stoa.notify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import stoa.base.Text;

/**
 * The names that a post calls: {@code @name} in its own words, and the names over its quotations.
 * What stands in code or in a quotation calls nobody: it was said elsewhere.
 */
final class Names {
  /** Each could be a mail; more than this is not a conversation but an advertisement. */
  private static final int MOST = 10;

  /** The longest name that the account feature gives. */
  private static final int LONGEST = 30;

  private static final Pattern MENTION =
      Pattern.compile(
          "(?<![\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}\\p{N}_@/.-])@([\\p{L}\\p{N}\\p{M}_.-]{2,60})");

  private static final Pattern FENCE = Pattern.compile("^ {0,3}(```|~~~)");
  private static final Pattern CODE = Pattern.compile("(`+).*?\\1");
  private static final Pattern QUOTED = Pattern.compile("^ {0,3}> \\*\\*(.{2,60})\\*\\*\\s*$");

  private Names() {}

  /**
   * For each mention the names that it may mean, the longest first: in Chinese no space tells where
   * a name ends. Folded as accounts' names are.
   */
  static List<List<String>> mentioned(String source) {
    var found = new ArrayList<List<String>>();
    var seen = new LinkedHashSet<String>();
    for (String line : ownWords(source)) {
      var matcher = MENTION.matcher(CODE.matcher(line).replaceAll(" "));
      while (matcher.find() && found.size() < MOST) {
        if (seen.add(matcher.group(1))) {
          found.add(prefixes(matcher.group(1)));
        }
      }
    }
    return found;
  }

  private static List<String> prefixes(String name) {
    int length = Math.min(name.codePointCount(0, name.length()), LONGEST);
    var all = new LinkedHashSet<String>();
    for (int size = length; size >= 2; size--) {
      all.add(Text.key(name.substring(0, name.offsetByCodePoints(0, size))));
    }
    return List.copyOf(all);
  }

  /** The names over quotations, as {@code topic.Quote} writes them; folded. */
  static Set<String> quoted(String source) {
    var names = new LinkedHashSet<String>();
    for (String line : source.lines().toList()) {
      var matcher = QUOTED.matcher(line);
      if (matcher.matches() && names.size() < MOST) {
        names.add(Text.key(matcher.group(1)));
      }
    }
    return names;
  }

  private static List<String> ownWords(String source) {
    var lines = new ArrayList<String>();
    boolean code = false;
    for (String line : source.lines().toList()) {
      if (FENCE.matcher(line).find()) {
        code = !code;
      } else if (!code && !line.stripLeading().startsWith(">")) {
        lines.add(line);
      }
    }
    return lines;
  }
}
