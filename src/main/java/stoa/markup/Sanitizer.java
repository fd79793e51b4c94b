package stoa.markup;

import java.util.Set;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What HTML a post may hold. Never style, script, svg, math, noscript, template, iframe, form or
 * img: with them sanitizers have been talked round (GHSA-g9gq-3pfx-2gw2), and none is needed.
 */
final class Sanitizer {
  static final Set<String> ELEMENTS =
      Set.of(
          "p",
          "br",
          "hr",
          "h3",
          "h4",
          "h5",
          "h6",
          "strong",
          "em",
          "del",
          "code",
          "pre",
          "blockquote",
          "ul",
          "ol",
          "li",
          "a",
          "table",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "sup",
          "section");

  private static final Pattern LANGUAGE = Pattern.compile("language-[A-Za-z0-9+#._-]{1,30}");
  private static final Pattern CLASS =
      Pattern.compile("image|footnote-ref|footnote-backref|footnotes");
  private static final Pattern FOOTNOTE = Pattern.compile("fn(ref)?-?[A-Za-z0-9._\\p{L}-]{0,60}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern ALIGN = Pattern.compile("left|right|center");

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(ELEMENTS.toArray(String[]::new))
          .allowWithoutAttributes("a")
          .allowUrlProtocols("http", "https", "mailto")
          // What is left of a "javascript:" link is no link.
          .allowAttributes("href")
          .matching((element, attribute, url) -> url.isEmpty() ? null : url)
          .onElements("a")
          .requireRelsOnLinks("nofollow", "ugc", "noopener")
          .allowAttributes("title")
          .onElements("a")
          .allowAttributes("class")
          .matching(LANGUAGE)
          .onElements("code")
          .allowAttributes("class")
          .matching(CLASS)
          .onElements("a", "sup", "section")
          .allowAttributes("id")
          .matching(FOOTNOTE)
          .onElements("a", "li")
          .allowAttributes("start")
          .matching(NUMBER)
          .onElements("ol")
          .allowAttributes("align")
          .matching(ALIGN)
          .onElements("th", "td")
          .toFactory();

  private Sanitizer() {}

  static String clean(String html) {
    return POLICY.sanitize(html);
  }
}
