package stoa.search.analysis;

import org.jsoup.Jsoup;

/** What a reader sees of a post's HTML, on one line. */
public final class PlainText {
  private PlainText() {}

  public static String of(String html) {
    String quick = HtmlText.of(html);
    return quick == null ? Jsoup.parseBodyFragment(html).body().text() : quick;
  }
}
