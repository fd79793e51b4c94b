package stoa.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Alone;
import stoa.support.Visitor;

/** What search engines are told, as they ask for it. */
@Alone
final class CrawlerTest {
  private TestForum forum;
  private Visitor solon;
  private String board;

  @BeforeEach
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    board = forum.board(solon, "Poetry");
  }

  @AfterEach
  void close() {
    forum.close();
  }

  private String topic(String title) {
    return Acts.open(solon, board, title, "text");
  }

  private Document xml(String path) {
    var answer = forum.guest().get(path).expect(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/xml; charset=utf-8");
    return Jsoup.parse(answer.body(), Parser.xmlParser());
  }

  private List<String> paths(String file) {
    return xml(file).select("loc").eachText().stream()
        .map(address -> address.replaceFirst("^http://[^/]*", ""))
        .toList();
  }

  @Test
  void theyAreToldWhereNotToGo() {
    var answer = forum.guest().get("/robots.txt").expect(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.body())
        .startsWith("User-agent: *\n")
        .contains("\nDisallow: /search\n")
        .containsPattern("\nSitemap: http://[^/\n]+/sitemap.xml\n$");
  }

  @Test
  void aSmallForumIsOneFile() {
    String seen = topic("Odes <& others");
    String gone = topic("Gone again");
    String post = solon.get(gone).html().select("article.post").attr("id").substring(1);
    solon.get(gone).form("/p/" + post + "/delete").send().expect(303);
    assertThat(paths("/sitemap.xml")).contains("/", board, seen).doesNotContain(gone);
    assertThat(xml("/sitemap.xml").select("url").last().select("lastmod").text())
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z");
  }

  @Test
  void aLargeForumIsAnIndexOfParts() {
    String first = topic("The first");
    forum.execute(
        "insert into topic (board_id, title, slug, created_at, last_post_at)"
            + " select board_id, 'T', 't', created_at, created_at from topic,"
            + " generate_series(1, 10010)");
    assertThat(paths("/sitemap.xml"))
        .containsExactly("/sitemap-0.xml", "/sitemap-1.xml", "/sitemap-2.xml");
    assertThat(xml("/sitemap.xml").select("sitemap > lastmod")).isNotEmpty();
    assertThat(paths("/sitemap-0.xml")).contains("/", board).noneMatch(it -> it.startsWith("/t/"));
    assertThat(paths("/sitemap-1.xml")).hasSize(10_000).contains(first);
    assertThat(paths("/sitemap-2.xml")).hasSize(11).allMatch(it -> it.matches("/t/[0-9]+/t"));
    forum.guest().get("/sitemap-3.xml").expect(404);
    forum.guest().get("/sitemap-x.xml").expect(404);
  }

  @Test
  void whoAsksTooOftenWaits() {
    var guest = forum.guest();
    int status = 200;
    // One comes back each second, so a slow machine may ask more often than sixty times.
    for (int i = 0; i <= 200 && status == 200; i++) {
      status = guest.get("/sitemap.xml").status();
    }
    assertThat(status).isEqualTo(429);
  }
}
