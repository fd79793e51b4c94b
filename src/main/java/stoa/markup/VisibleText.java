package stoa.markup;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** What readers see of a rendered text. */
public final class VisibleText {
  private VisibleText() {}

  /** The text without markup, a line for each block; below it where its links lead. */
  public static String of(String html) {
    var body = Jsoup.parseBodyFragment(html).body();
    var out = new StringBuilder(body.wholeText());
    for (Element link : body.select("a[href]")) {
      String url = link.attr("href");
      if (!url.startsWith("#") && !link.text().equals(url)) {
        out.append('\n').append(url);
      }
    }
    return out.toString();
  }
}
