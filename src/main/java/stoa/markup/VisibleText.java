package stoa.markup;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import stoa.base.Text;

/** What readers see of a rendered text. */
public final class VisibleText {
  private VisibleText() {}

  /** Whether readers see any text of it. */
  public static boolean isAny(String html) {
    boolean plainly = html.startsWith("<p>") && Character.isLetterOrDigit(html.codePointAt(3));
    return plainly || !Text.isBlank(Jsoup.parseBodyFragment(html).body().wholeText());
  }

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
