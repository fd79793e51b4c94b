package stoa.wordfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stoa.support.Eventually.soon;

import java.util.Map;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.support.FaultProxy.Mode;

final class HitTallyTest {
  @Test
  void hitsAndRecordsOutliveTheDatabasesAbsence() {
    try (var forum = TestForum.behindProxy(Map.of())) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Market");
      solon
          .get("/admin/words")
          .form("/admin/words/paste")
          .set("many", "okapi")
          .set("action", "REJECT")
          .send()
          .expect(303);
      var form = forum.member("Sappho").get(board + "/new").form(board + "/new");
      forum.flush();
      form.set("title", "Stripes").set("body", "an okapi").send().expect(422);
      forum.proxy().set(Mode.REFUSE);
      assertThatThrownBy(forum::flush).isInstanceOf(RuntimeException.class);
      forum.proxy().set(Mode.PASS);
      soon("the database is back", () -> solon.get("/admin/words").status() == 200);
      forum.flush();
      assertThat(forum.count("select hit_count from watched_word where word = 'okapi'")).isOne();
      assertThat(forum.count("select count(*) from word_hit where word = 'okapi'")).isOne();
    }
  }
}
