package stoa.search;

import org.jsoup.Jsoup;

/** What a reader sees of a post's HTML, on one line. */
final class PlainText {
  private PlainText() {}

  static String of(String html) {
    String quick = HtmlText.of(html);
    return quick == null ? Jsoup.parseBodyFragment(html).body().text() : quick;
  }
}
