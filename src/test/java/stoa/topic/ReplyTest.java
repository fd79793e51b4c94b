package stoa.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.TestDatabase;
import stoa.support.Visitor;

/** Replies that meet each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplyTest {
  private static final int AT_ONCE = 12;

  private TestForum forum;
  private String board;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    board = forum.board(forum.administrator(), "Poetry");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private String topic(Visitor author, String place, String title) {
    var form = author.get(place + "/new").form(place + "/new");
    return form.set("title", title).set("body", "first").send().expect(303).location();
  }

  private static Visitor.Answer reply(Visitor author, String topic, String body) {
    return Acts.reply(author, topic, body);
  }

  private List<String> ask(String query) throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = TestDatabase.connect(forum.database());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static <T> List<T> atOnce(List<? extends Callable<T>> works) throws Exception {
    var results = new ArrayList<T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : threads.invokeAll(works)) {
        results.add(one.get());
      }
    }
    return results;
  }

  @Test
  void thoseThatComeAtOnceTakeOnePlaceAfterTheOtherAndAreAllAnnounced() throws Exception {
    var alcaeus = forum.member("Alcaeus");
    String topic = topic(alcaeus, board, "Many");
    var forms =
        IntStream.range(0, AT_ONCE)
            .mapToObj(n ->
                alcaeus.get(topic).form(Acts.action(topic, "reply")).set("body", "number " + n))
            .toList();
    var places =
        atOnce(
            forms.stream()
                .map(form -> (Callable<String>) () -> form.send().expect(303).location())
                .toList());
    assertThat(Set.copyOf(places)).hasSize(AT_ONCE);
    assertThat(
            ask(
                "select position from post where topic_id = "
                    + Acts.topicId(topic)
                    + " order by 1"))
        .isEqualTo(IntStream.rangeClosed(1, AT_ONCE + 1).mapToObj(n -> "" + n).toList());
    assertThat(ask("select post_count from topic where id = " + Acts.topicId(topic)))
        .isEqualTo(List.of("" + (AT_ONCE + 1)));
    assertThat(
            ask(
                "select body from outbox where kind = 'replied' and body like '%\"topicId\":"
                    + Acts.topicId(topic)
                    + ",%'"))
        .hasSize(AT_ONCE);
  }

  @Test
  void theSameFormAtOnceCountsOnceAndLeadsToOnePlace() throws Exception {
    var corinna = forum.member("Corinna");
    String topic = topic(corinna, board, "Impatient");
    var form = corinna.get(topic).form(Acts.action(topic, "reply")).set("body", "once");
    Callable<String> click = () -> form.send().expect(303).location();
    var places = atOnce(IntStream.range(0, AT_ONCE).mapToObj(_ -> click).toList());
    var ids =
        places.stream().map(place -> place.replaceAll(".*\\D", "")).collect(Collectors.toSet());
    assertThat(ids).hasSize(1);
    assertThat(corinna.get(topic).html().select(".post")).hasSize(2);
  }

  @Test
  void whatTheySayToAPostOfAnotherTopicIsSaidToTheTopic() {
    var erinna = forum.member("Erinna");
    String other = topic(erinna, board, "Other");
    String post = reply(erinna, other, "there").location().replaceAll(".*#p", "");
    String topic = topic(erinna, board, "This");
    erinna
        .get(topic)
        .form(Acts.action(topic, "reply"))
        .set("body", "here")
        .set("parent", post)
        .send()
        .expect(303);
    assertThat(erinna.get(topic).html().select(".post")).hasSize(2);
    assertThat(erinna.get(topic).html().select(".post .to")).isEmpty();
  }

  @Test
  void aSecondClickTakesNothingOfWhatAMemberMayPost() {
    try (var slow = TestForum.with(Map.of("STOA_LIMITS_POSTS_PER_MINUTE", "3"))) {
      String place = slow.board(slow.administrator(), "Slow");
      var myrtis = slow.member("Myrtis");
      String topic = topic(myrtis, place, "One of three");
      var form = myrtis.get(topic).form(Acts.action(topic, "reply")).set("body", "two of three");
      for (int click = 0; click < 3; click++) {
        form.send().expect(303);
      }
      reply(myrtis, topic, "three of three").expect(303);
      reply(myrtis, topic, "too fast").expect(429);
    }
  }
}
