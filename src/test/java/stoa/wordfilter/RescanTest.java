package stoa.wordfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import org.junit.jupiter.api.Test;
import stoa.TestForum;

final class RescanTest {
  @Test
  void aWordThatCameLaterIsFoundInWhatIsThereOnce() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Old");
      var form = solon.get(board + "/new").form(board + "/new");
      form.set("title", "Before").set("body", "子 丑 寅").send().expect(303);
      var paste = solon.get("/admin/words").form("/admin/words/paste");
      paste.set("many", "子丑寅={MOD}").send().expect(303);
      soon("a worker finds it", () -> forum.count("select count(*) from word_hit") == 1);
      assertThat(solon.get("/mod").text()).contains("子 丑 寅").contains("flagged");

      var more = solon.get("/admin/words").form("/admin/words/paste");
      more.set("many", "卯辰巳={MOD}").send().expect(303);
      soon("it looked again", () -> handled(forum) == 2);
      assertThat(forum.count("select count(*) from word_hit")).isEqualTo(1);
    }
  }

  private static long handled(TestForum forum) {
    return forum.count("select count(*) from handled where consumer = 'words'");
  }
}
