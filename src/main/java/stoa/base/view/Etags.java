package stoa.base.view;

import java.util.List;
import java.util.regex.Pattern;

/** Whether a visitor has what they ask for, by the tags they send (RFC 9110, 13.1.2). */
public final class Etags {
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

  private Etags() {}

  /**
   * Compared weakly: a proxy that packs an answer makes its tag a weak one.
   *
   * @param asked the headers If-None-Match
   * @param tag with its quotes
   */
  public static boolean match(List<String> asked, String tag) {
    return asked.stream()
        .anyMatch(list ->
            list.equals(tag)
                || list.strip().equals("*")
                || TAG.matcher(list).results().anyMatch(one -> one.group(1).equals(tag)));
  }
}
