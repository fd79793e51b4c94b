package stoa.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.support.Visitor;

/** Pages are offered to those who may ask for them, and to nobody else. */
final class MenuTest {
  private static List<String> head(Visitor reader) {
    return reader.get("/latest").expect(200).html().select(".site-nav a").eachAttr("href");
  }

  @Test
  void eachIsOfferedWhatTheyMayAskFor() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      var nestor = forum.member("Nestor");
      assertThat(head(forum.guest())).containsExactly("/latest", "/top", "/members");
      assertThat(head(nestor)).containsExactly("/latest", "/unread", "/top", "/members");
      assertThat(head(solon))
          .containsExactly("/latest", "/unread", "/top", "/members", "/mod", "/admin");
      var offered = solon.get("/admin").html().select("main .places a").eachAttr("href");
      assertThat(offered)
          .containsExactly(
              "/admin/boards",
              "/admin/rights",
              "/admin/groups",
              "/admin/events",
              "/admin/mail",
              "/admin/words");
      for (String page : offered) {
        solon.get(page).expect(200);
        nestor.get(page).expect(403);
      }
    }
  }
}
