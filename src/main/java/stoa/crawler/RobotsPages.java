package stoa.crawler;

import java.util.List;
import java.util.Set;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Where programs that walk the whole forum need not go (RFC 9309). */
final class RobotsPages {
  /** Forms, what is a member's own, and other orders of what stands elsewhere. */
  private static final List<String> NOT =
      List.of(
          "/search",
          "/login",
          "/register",
          "/language",
          "/unread",
          "/notifications",
          "/settings",
          "/admin",
          "/mod",
          "/kept/",
          "/mail/",
          "/b/*/new",
          "/t/*/reply",
          "/t/*/unread",
          "/p/*/edit",
          "/*?sort=",
          "/*?period=");

  private final String text;

  /**
   * @param site the forum's outside address
   */
  RobotsPages(String site) {
    var lines = new StringBuilder("User-agent: *\n");
    NOT.forEach(path -> lines.append("Disallow: ").append(path).append('\n'));
    lines.append("\nSitemap: ").append(site).append("/sitemap.xml\n");
    this.text = lines.toString();
  }

  Answer robots(Visit visit, Request request) {
    return Answer.text("text/plain; charset=utf-8", text).shows(Set.of());
  }
}
