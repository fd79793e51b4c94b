package stoa.notify;

import java.lang.Character.UnicodeScript;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import stoa.base.Text;
import stoa.markup.AtName;

/**
 * All that may be a name behind an {@code @}. Which part of it is one the members' names say: in
 * Chinese no space ends a name, and a dot may be its last sign or the sentence's. But a name that
 * only begins like a longer word is not meant.
 */
record Mention(String run) {
  private static final int SHORTEST = 2;

  /** The longest name that the account feature gives. */
  private static final int LONGEST = 30;

  /** What the text's mentions may mean, at most so many of them; each the longest name first. */
  static List<List<String>> meanings(String text, int most) {
    var found = new LinkedHashSet<List<String>>();
    int at = text.indexOf('@');
    while (at >= 0 && found.size() < most) {
      int from = at + 1;
      int to = at == 0 || AtName.mayBeginBehind(text.codePointBefore(at)) ? end(text, from) : from;
      var meanings = new Mention(text.substring(from, to)).meanings();
      if (!meanings.isEmpty()) {
        found.add(meanings);
      }
      at = text.indexOf('@', to);
    }
    return List.copyOf(found);
  }

  private static int end(String text, int from) {
    int to = from;
    while (to < text.length() && AtName.mayHold(text.codePointAt(to))) {
      to += Character.charCount(text.codePointAt(to));
    }
    return to;
  }

  private List<String> meanings() {
    int length = Math.min(run.codePointCount(0, run.length()), LONGEST);
    Set<String> names = new LinkedHashSet<>();
    for (int size = length; size >= SHORTEST; size--) {
      int end = run.offsetByCodePoints(0, size);
      if (mayEnd(end)) {
        names.add(Text.key(run.substring(0, end)));
      }
    }
    return List.copyOf(names);
  }

  private boolean mayEnd(int end) {
    int next = end;
    while (next < run.length() && AtName.joins(run.charAt(next))) {
      next++;
    }
    if (next == run.length() || isPause(end, next)) {
      return true;
    }
    int c = run.codePointAt(next);
    return !AtName.isMark(c)
        && (needsNoSpace(c) || (next == end && needsNoSpace(run.codePointBefore(end))));
  }

  /** As in {@code @ann...well}. */
  private boolean isPause(int from, int to) {
    return to - from > 1 && run.charAt(from) != '_';
  }

  /** Whether words of this script stand side by side, or take endings as Korean names do. */
  private static boolean needsNoSpace(int c) {
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> false;
    };
  }
}
