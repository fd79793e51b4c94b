package stoa.feed;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Feed readers show a post somewhere else, and many do not know xml:base. */
final class AbsoluteLinks {
  private AbsoluteLinks() {}

  /**
   * The same HTML with links that lead here from anywhere.
   *
   * @param url where the HTML stands
   */
  static String of(String html, String url) {
    if (!html.contains("href=")) {
      return html;
    }
    var document = Jsoup.parseBodyFragment(html, url);
    document.outputSettings().prettyPrint(false);
    for (Element link : document.select("[href]")) {
      String absolute = link.absUrl("href");
      if (!absolute.isEmpty()) {
        link.attr("href", absolute);
      }
    }
    return document.body().html();
  }
}
