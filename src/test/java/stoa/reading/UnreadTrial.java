package stoa.reading;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** A forum, and a member who joins for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UnreadTrial {
  TestForum forum;
  Visitor solon;
  Visitor sappho;
  String board;
  int readers;
  Visitor reader;

  @BeforeAll
  void open() {
    forum = TestForum.behindProxy(Map.of("STOA_BREAKER_OPEN", "1s"));
    solon = forum.administrator();
    board = forum.board(solon, "Poetry");
    sappho = forum.member("Sappho");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  /** Who joins now has nothing to read yet; what is written later is later. */
  @BeforeEach
  void join() {
    forum.pass(Duration.ofMinutes(1));
    reader = forum.member("Reader" + ++readers);
    forum.pass(Duration.ofMinutes(1));
  }

  String topic(String title) {
    return topic(board, title);
  }

  String topic(String where, String title) {
    return Acts.open(sappho, where, title, "text");
  }

  String reply(Visitor author, String topic, String body) {
    forum.pass(Duration.ofSeconds(1));
    return author
        .get(topic)
        .form(base(topic) + "/reply")
        .set("body", body)
        .send()
        .expect(303)
        .location();
  }

  /** Many replies, written without pages. */
  void replies(String topic, int count) {
    forum.pass(Duration.ofSeconds(1));
    for (int i = 1; i <= count; i++) {
      reply(sappho, topic, "reply " + i);
    }
  }

  static String base(String topic) {
    return topic.substring(0, topic.indexOf('/', 3));
  }

  static List<String> titles(Visitor who) {
    return who.get("/unread").expect(200).html().select(".topic h3").eachText();
  }

  static List<String> counts(Visitor who) {
    return who.get("/unread").expect(200).html().select(".topic .count").eachText();
  }

  static String first(Visitor who, String topic) {
    return who.get(topic + "/unread").expect(302).location();
  }

  String post(String topic, int position) {
    return "#p"
        + forum.count(
            "select id from post where position = %d and topic_id = %s"
                .formatted(position, base(topic).substring(3)));
  }

  long written(String topic) {
    return forum.count(
        "select coalesce(max(r.position), 0) from topic_read r join account a on a.id = r.account_id"
            + " where a.name = 'Reader%d' and r.topic_id = %s"
                .formatted(readers, base(topic).substring(3)));
  }
}
