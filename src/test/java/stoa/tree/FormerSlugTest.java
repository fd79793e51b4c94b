package stoa.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** A board got another slug: what had the old one in its address still works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FormerSlugTest {
  private TestForum forum;
  private Visitor solon;
  private Visitor sappho;
  private int times;
  private String former;
  private String now;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    sappho = forum.member("Sappho");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  @BeforeEach
  void board() {
    former = "/b/before-" + ++times;
    now = "/b/after-" + times;
    assertThat(forum.board(solon, "Before " + times)).isEqualTo(former);
  }

  private void rename(String from, String to) {
    String slug = from.substring("/b/".length());
    long id = forum.count("select id from board where slug = '" + slug + "'");
    String form = "/admin/boards/" + id;
    solon.get(form).form(form).set("slug", to.substring("/b/".length())).send().expect(303);
  }

  private Visitor.Form topic(String title) {
    return Acts.topicForm(sappho, former, title, "text");
  }

  @Test
  void everyPageBelowItHasMoved() {
    forum.guest().get(former).expect(200);
    rename(former, now);
    List<String> pages =
        forum.pages().stream().filter(page -> page.startsWith("/b/{slug}")).toList();
    assertThat(pages).contains("/b/{slug}", "/b/{slug}/new", "/b/{slug}.atom");
    for (String page : pages) {
      String ending = page.substring("/b/{slug}".length());
      for (var visitor : List.of(forum.guest(), sappho)) {
        assertThat(visitor.get(former + ending).expect(301).location()).isEqualTo(now + ending);
        visitor.get("/b/never-was" + ending).expect(404);
      }
    }
    assertThat(forum.guest().get(former + "?sort=new&page=2").expect(301).location())
        .isEqualTo(now + "?sort=new&page=2");
  }

  @Test
  void aTopicThatWasBegunBeforeGoesThrough() {
    var form = topic("Begun before " + times);
    rename(former, now);
    String topic = form.send().expect(303).location();
    assertThat(forum.guest().get(topic).html().select(".crumbs a[href=" + now + "]")).hasSize(1);
  }

  @Test
  void whatIsRefusedComesBackWithTheNewAddress() {
    var form = topic("").set("body", "not to be lost");
    rename(former, now);
    var again = form.send().expect(422);
    assertThat(again.html().select("textarea").text()).isEqualTo("not to be lost");
    again.form(now + "/new").set("title", "Now it has one").send().expect(303);
  }

  @Test
  void otherFormsGoThroughToo() {
    String token = sappho.get(former).form(former + "/watch").value("_csrf");
    rename(former, now);
    var watched = Map.of("_csrf", token, "level", "WATCH");
    assertThat(sappho.post(former + "/watch", watched).expect(303).location()).isEqualTo(now);
    assertThat(sappho.get(now).form(now + "/watch").value("level")).isEqualTo("WATCH");
    assertThat(sappho.post(former + "/read", Map.of("_csrf", token)).expect(303).location())
        .isEqualTo(now);
    for (String form : List.of("/watch", "/read", "/new")) {
      sappho.post("/b/never-was" + form, watched).expect(404);
    }
  }

  @Test
  void aSearchWithinItFinds() {
    topic("Honeycomb " + times).send().expect(303);
    rename(former, now);
    String query = "/search?q=honeycomb+board:" + former.substring("/b/".length());
    soon("found", () -> forum.guest().get(query).text().contains("Honeycomb " + times));
  }

  @Test
  void eachSlugThatItEverHadLeadsToTheLast() {
    rename(former, now + "-a");
    rename(now + "-a", now);
    assertThat(forum.guest().get(former).expect(301).location()).isEqualTo(now);
    assertThat(forum.guest().get(now + "-a/new").expect(301).location()).isEqualTo(now + "/new");
  }

  @Test
  void aSlugThatAnotherBoardHasNowIsThatBoards() {
    rename(former, now);
    var page = solon.get("/admin/boards");
    String category = page.html().select("select#parent option").get(1).val();
    var form = page.form("/admin/boards").set("title", "Another").set("parent", category);
    form.set("slug", former.substring("/b/".length())).send().expect(303);
    assertThat(forum.guest().get(former).expect(200).text()).contains("Another");
    sappho.get(former + "/new").expect(200);
    forum.guest().get(now).expect(200);
  }
}
