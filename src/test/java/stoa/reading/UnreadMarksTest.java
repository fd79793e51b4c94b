package stoa.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stoa.support.Eventually;
import stoa.support.Visitor;

/** Lists of topics and boards say to each member what they have not read. */
final class UnreadMarksTest extends UnreadTrial {
  private static List<String> marked(Visitor who, String list) {
    return who.get(list)
        .expect(200)
        .html()
        .select(".topic:has(.fresh) h3 > a:not(.fresh)")
        .eachText();
  }

  private static List<String> boards(Visitor who) {
    return who.get("/").expect(200).html().select(".board:has(.fresh) h3 a").eachText();
  }

  /** Without a look at it. */
  private void watch(String where, String level) {
    String token = reader.get("/settings").html().select("[name=_csrf]").attr("value");
    String path = where.startsWith("/t/") ? base(where) : where;
    reader.post(path + "/watch", Map.of("_csrf", token, "level", level)).expect(303);
  }

  private double statements() {
    return forum.metric("forum_db_statement_duration_seconds_count");
  }

  @Test
  void aTopicIsMarkedUntilItIsRead() {
    String topic = topic("Marked");
    String first =
        reader.get(board).html().select(".topic:has(h3 > a:contains(Marked)) .fresh").attr("href");
    assertThat(first).isEqualTo(topic + "/unread");
    for (String list : List.of(board, "/latest", "/top", board + "?sort=new")) {
      assertThat(marked(reader, list)).as(list).contains("Marked");
    }
    assertThat(boards(reader)).containsExactly("Poetry");
    reader.get(topic).expect(200);
    for (String list : List.of(board, "/latest", "/top", board + "?sort=new")) {
      assertThat(marked(reader, list)).as(list).doesNotContain("Marked");
    }
    reply(sappho, topic, "more");
    assertThat(marked(reader, board)).contains("Marked");
    assertThat(marked(sappho, board)).doesNotContain("Marked"); // it is theirs
  }

  @Test
  void guestsSeeNoMarks() {
    topic("For all");
    var guest = forum.guest();
    for (String list : List.of("/", board, "/latest")) {
      assertThat(guest.get(list).html().select(".fresh")).isEmpty();
    }
  }

  @Test
  void membersOfOneCopyHaveMarksOfTheirOwn() {
    var other = forum.member("Other" + readers);
    forum.pass(Duration.ofMinutes(1));
    String topic = topic("Shared");
    forum.guest().get("/");
    for (var one : List.of(reader, other, reader, other)) {
      assertThat(marked(one, board)).contains("Shared");
    }
    reader.get(topic).expect(200);
    // Jobs ask, too, now and then.
    Eventually.soon(
        "lists made without a statement",
        () -> {
          double before = statements();
          assertThat(marked(reader, board)).doesNotContain("Shared");
          assertThat(marked(other, board)).contains("Shared");
          return statements() == before;
        });
  }

  @Test
  void whatIsMarkedAsReadOrMutedIsNotMarked() {
    String topic = topic("Noise");
    String there = forum.board(solon, "Rumours" + readers);
    String far = topic(there, "Afar");
    assertThat(boards(reader)).contains("Poetry", "Rumours" + readers);
    watch(topic, "MUTE");
    assertThat(marked(reader, board)).doesNotContain("Noise");
    watch(there, "MUTE");
    assertThat(boards(reader)).doesNotContain("Rumours" + readers);
    watch(there, "NORMAL");
    assertThat(boards(reader)).contains("Rumours" + readers);
    reader.get(there).form(there + "/read").send().expect(303);
    assertThat(boards(reader)).doesNotContain("Rumours" + readers);
    reply(sappho, far, "again");
    assertThat(marked(reader, there)).containsExactly("Afar");
    reader.get("/unread").form("/unread/read").send().expect(303);
    assertThat(boards(reader)).isEmpty();
    assertThat(marked(reader, "/latest")).isEmpty();
  }

  @Test
  void pagesOfTheirOwnHaveTheSameMarks() {
    topic("Alone");
    // Whoever has just written something gets no copy.
    assertThat(marked(reader.cookie("wrote", "1"), board)).contains("Alone");
    assertThat(boards(reader.cookie("wrote", "1"))).contains("Poetry");
    var _ = reader.forget("wrote");
  }
}
