package stoa.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import java.util.Map;
import org.junit.jupiter.api.Test;
import stoa.support.FaultProxy.Mode;
import stoa.support.Visitor;

/** What a member has read is noted, and written later. */
final class ReadMarksTest extends UnreadTrial {
  /** Such a copy is sent by the thread that read the request, which asks for no statement. */
  @Test
  void copiesMarkAsWell() {
    String topic = topic("Copied");
    reply(sappho, topic, "new");
    reader.forget("flash").get("/").expect(200);
    soon(
        "from memory",
        () -> {
          reader.get(topic).expect(200);
          forum.flush();
          forum.execute("delete from topic_read");
          double before = forum.metric("forum_db_statement_duration_seconds_count");
          reader.get(topic).expect(200);
          return forum.metric("forum_db_statement_duration_seconds_count") == before;
        });
    assertThat(titles(reader)).isEmpty();
    forum.flush();
    assertThat(written(topic)).isEqualTo(2);
  }

  @Test
  void marksWaitAndAreWrittenTogether() {
    String one = topic("One");
    String two = topic("Two");
    forum.flush();
    forum.whileLocked(
        "topic_read",
        () -> {
          reader.get(one).expect(200);
          reader.get(two).expect(200);
          assertThat(forum.metric("forum_read_marks_waiting")).isGreaterThanOrEqualTo(2);
          assertThat(titles(reader)).isEmpty();
        });
    forum.flush();
    assertThat(forum.metric("forum_read_marks_waiting")).isZero();
    assertThat(written(one)).isEqualTo(1);
    assertThat(written(two)).isEqualTo(1);
    assertThat(titles(reader)).isEmpty();
  }

  @Test
  void marksOutliveTheDatabasesAbsence() {
    String topic = topic("Through the night");
    var page = reader.forget("wrote").forget("flash").get(topic).expect(200);
    assertThat(page.text()).contains("Through the night");
    forum.flush();
    forum.execute("delete from topic_read");
    reader.get(topic).expect(200);
    forum.proxy().set(Mode.REFUSE);
    assertThat(reader.get("/unread").status()).isEqualTo(503);
    forum.proxy().set(Mode.PASS);
    soon("written", () -> written(topic) == 1);
  }

  @Test
  void aStopWritesWhatWaits() {
    String topic = topic("Last");
    var other = forum.another(Map.of());
    try (other) {
      var there = new Visitor(other.url());
      reader.cookies().forEach(there::cookie);
      there.get(topic).expect(200);
    }
    assertThat(written(topic)).isEqualTo(1);
    assertThat(titles(reader)).isEmpty();
  }

  @Test
  void otherServersFollowWithinSeconds() {
    String topic = topic("Elsewhere");
    assertThat(titles(reader)).containsExactly("Elsewhere");
    try (var other = forum.another(Map.of())) {
      var there = new Visitor(other.url());
      reader.cookies().forEach(there::cookie);
      there.get(topic).expect(200);
      assertThat(titles(there)).isEmpty();
      soon("written", () -> titles(reader).isEmpty());
    }
  }

  @Test
  void oldMarksAreForgotten() {
    String topic = topic("To be forgotten");
    reader.get(topic).expect(200);
    forum.flush();
    forum.execute("update topic_read set read_on = read_on - 40");
    forum.forgetReading();
    assertThat(forum.count("select count(*) from topic_read")).isZero();
  }
}
