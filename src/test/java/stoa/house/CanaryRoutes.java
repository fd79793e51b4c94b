package stoa.house;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which addresses are asked for each page. A new page needs its line here. */
final class CanaryRoutes {
  private static final String SEARCH = "/search?q=" + CanaryWorld.COMPANION;

  private final CanaryWorld world;
  private final Map<String, List<String>> addresses = new TreeMap<>();

  CanaryRoutes(CanaryWorld world) {
    this.world = world;
    reading();
    writing();
    own();
    managing();
  }

  /** By the routes' patterns. */
  Map<String, List<String>> addresses() {
    return addresses;
  }

  private void reading() {
    String board = world.board;
    plain("/", "/latest", "/latest.atom");
    put("/top", "/top", "/top?period=week");
    put("/tag/{tag}", "/tag/agora");
    String room = CanaryWorld.ROOM;
    put("/b/{slug}", board, board + "?sort=new", board + "?sort=replies", board + "?page=2", room);
    put("/b/{slug}.atom", board + ".atom", room + ".atom");
    plain("/robots.txt", "/sitemap.xml");
    put("/sitemap-{part}.xml", "/sitemap-0.xml", "/sitemap-1.xml");
    topics("/t/{id}", id -> Stream.of("/t/" + id));
    topics("/t/{id}.atom", id -> Stream.of("/t/" + id + ".atom"));
    topics("/t/{id}/{slug}", id -> Stream.of("/t/" + id + "/x", "/t/" + id + "/open-agora"));
    topics("/t/{id}/{slug}/unread", id -> Stream.of("/t/" + id + "/x/unread"));
    posts("/p/{id}", id -> Stream.of("/p/" + id));
    put("/u/{name}", "/u/Sappho", "/u/Alcaeus", "/u/Nestor", "/u/Cleis");
    put(
        "/search",
        SEARCH,
        SEARCH + "&sort=new",
        SEARCH + "%20author:Sappho",
        SEARCH + "%20board:back-room");
    // Everybody is listed to everybody, who waits as well: asked for are others.
    put("/members", "/members?q=s", "/members?q=a&sort=new", "/members?group=4");
    put("/assets/{name}", "/assets/stoa.css");
  }

  private void writing() {
    put("/b/{slug}/new", world.board + "/new", CanaryWorld.ROOM + "/new");
    posts("/p/{id}/edit", id -> Stream.of("/p/" + id + "/edit"));
    topics("/t/{id}/reply", this::replies);
    topics("/t/{id}/move", id -> Stream.of("/t/" + id + "/move"));
    put("/kept/{token}", "/kept/not-mine", world.rescued());
  }

  private Stream<String> replies(long topic) {
    String form = "/t/" + topic + "/reply";
    return Stream.concat(
        Stream.of(form),
        world.posts().stream()
            .flatMap(post -> Stream.of(form + "?quote=" + post, form + "?parent=" + post)));
  }

  private void own() {
    plain("/unread", "/notifications", "/settings", "/settings/notifications", "/settings/digest");
    put("/login", "/login", "/login?next=" + world.rescued());
    plain("/register", "/language");
    put("/mail/unsubscribe/{token}", "/mail/unsubscribe/not-mine");
  }

  private void managing() {
    plain("/mod", "/admin", "/admin/boards", "/admin/events", "/admin/mail", "/admin/words");
    plain("/admin/words/export", "/admin/words/allowed", "/admin/words/test");
    plain("/admin/words/dry-run");
    plain("/admin/groups", "/groups");
    put("/admin/groups/{id}", "/admin/groups/2", "/admin/groups/4");
    put("/admin/groups/{id}/remove", "/admin/groups/4/remove");
    put("/groups/{id}", "/groups/2", "/groups/4", "/groups/5");
    put("/admin/members/{id}", "/admin/members/1", "/admin/members/2");
    put("/admin/members/{id}/remove", "/admin/members/1/remove", "/admin/members/2/remove");
    put("/admin/boards/{id}", "/admin/boards/1", "/admin/boards/2");
    put("/admin/boards/{id}/rights", "/admin/boards/1/rights", "/admin/boards/2/rights");
    put("/admin/boards/{id}/rights/{group}", "/admin/boards/2/rights/3");
    plain("/admin/rights", "/admin/rights/log");
    put("/admin/rights/{group}", "/admin/rights/1");
    put("/admin/rights/why", "/admin/rights/why", "/admin/rights/why?member=Sappho&board=2");
  }

  private void plain(String... patterns) {
    for (String pattern : patterns) {
      put(pattern, pattern);
    }
  }

  private void put(String pattern, String... concrete) {
    addresses.put(pattern, List.of(concrete));
  }

  private void topics(String pattern, Function<Long, Stream<String>> concrete) {
    addresses.put(pattern, world.topics().stream().flatMap(concrete).toList());
  }

  private void posts(String pattern, Function<Long, Stream<String>> concrete) {
    addresses.put(pattern, world.posts().stream().flatMap(concrete).toList());
  }
}
