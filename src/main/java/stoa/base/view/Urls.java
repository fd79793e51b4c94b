package stoa.base.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The addresses of the forum's pages; docs/interface names them, links from outside depend on them.
 */
public final class Urls {
  private Urls() {}

  public static String board(String slug) {
    return "/b/" + encoded(slug);
  }

  public static String topic(long id, String slug) {
    return "/t/" + id + "/" + encoded(slug);
  }

  /** A topic's page; the first one has no number. */
  public static String topic(long id, String slug, int page) {
    return page == 1 ? topic(id, slug) : topic(id, slug) + "?page=" + page;
  }

  /** A post's place: its topic's page and the anchor in it. */
  public static String place(long topic, String slug, int page, long post) {
    return topic(topic, slug, page) + "#p" + post;
  }

  public static String post(long id) {
    return "/p/" + id;
  }

  public static String member(String name) {
    return "/u/" + encoded(name);
  }

  public static String tag(String name) {
    return "/tag/" + encoded(name);
  }

  /** Percent-encoded for one step of a path, or for a value in a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * A path of this forum out of what came with a request, never another site's address: a browser
   * reads {@code //host}, {@code /\host} and a path with control characters as a way out.
   *
   * @return the path, or "/" where it is anything else
   */
  public static String local(String path) {
    boolean safe =
        path.startsWith("/")
            && !path.startsWith("//")
            && path.chars().allMatch(c -> c > ' ' && c != '\\' && c != 0x7f && c < 0x80);
    return safe ? path : "/";
  }
}
