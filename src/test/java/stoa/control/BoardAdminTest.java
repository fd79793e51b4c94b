package stoa.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Visitor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BoardAdminTest {
  private TestForum forum;
  private Visitor solon;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private void create(String title, String parent) {
    solon
        .get("/admin/boards")
        .form("/admin/boards")
        .set("title", title)
        .set("parent", parent)
        .send()
        .expect(303);
  }

  private String id(String title) {
    return solon.get("/admin/boards").html().select("select#parent option").stream()
        .filter(option -> option.text().replace('\u2003', ' ').strip().equals(title))
        .findFirst()
        .orElseThrow()
        .val();
  }

  @Test
  void anEmptyForumInvites() {
    try (var empty = TestForum.start()) {
      assertThat(empty.guest().get("/").expect(200).text()).contains("Welcome to Stoa");
      assertThat(empty.administrator().get("/").text()).contains("Make the first board");
    }
  }

  @Test
  void boardsNestAndCanBeRenamedMovedAndClosed() {
    create("Science", "");
    create("Biology", id("Science"));
    create("Beetles", id("Biology"));
    assertThat(forum.guest().get("/").html().select(".children").text()).contains("Beetles");
    assertThat(forum.guest().get("/b/beetles").html().select(".crumbs li").eachText())
        .containsExactly("Index", "Science", "Biology");

    String beetles = id("Beetles");
    solon
        .get("/admin/boards/" + beetles)
        .form("/admin/boards/" + beetles)
        .set("title", "甲虫")
        .set("slug", "")
        .send()
        .expect(303);
    assertThat(forum.guest().get("/b/beetles").expect(301).location())
        .contains("/b/%E7%94%B2%E8%99%AB");

    String science = id("Science");
    solon
        .get("/admin/boards/" + science)
        .form("/admin/boards/" + science)
        .set("parent", beetles)
        .send()
        .expect(422);

    solon.get("/admin/boards").form("/admin/boards/" + science + "/close").send().expect(303);
    forum.member("Linnaeus").get("/b/%E7%94%B2%E8%99%AB/new").expect(403);
    solon.get("/admin/boards").form("/admin/boards/" + science + "/open").send().expect(303);
  }

  @Test
  void boardsAreOrderedAndEmptyOnesRemoved() {
    create("Order", "");
    create("First", id("Order"));
    create("Second", id("Order"));
    solon.get("/admin/boards").form("/admin/boards/" + id("Second") + "/up").send().expect(303);
    assertThat(forum.guest().get("/b/order").html().select(".board h3").eachText())
        .containsExactly("Second", "First");
    solon.get("/admin/boards").form("/admin/boards/" + id("First") + "/remove").send().expect(303);
    forum.guest().get("/b/first").expect(404);
  }

  @Test
  void onlyAdministratorsComeIn() {
    forum.guest().get("/admin/boards").expect(303);
    forum.member("Curious").get("/admin/boards").expect(403);
  }
}
