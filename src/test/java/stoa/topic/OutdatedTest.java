package stoa.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.TestDatabase;

final class OutdatedTest {
  @Test
  void postsOfAnOlderRendererAreMadeAnew() throws Exception {
    try (var forum = TestForum.start()) {
      String board = forum.board(forum.administrator(), "Old");
      var member = forum.member("Sappho");
      String topic = Acts.open(member, board, "Old", "**new**");
      try (Connection connection = TestDatabase.connect(forum.database())) {
        connection.createStatement().execute("update post set html = '<p>old</p>', renderer = 0");
        assertThat(forum.guest().get(topic).text()).contains("old");
        awaitRendered(connection);
      }
      // Guests may get a copy of the old page for half a minute.
      assertThat(member.get(topic).html().select(".text").html()).contains("<strong>new</strong>");
    }
  }

  /** The job comes round every five seconds; asked again until it has. */
  private static void awaitRendered(Connection connection) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    var never = new CountDownLatch(1);
    while (System.nanoTime() < end) {
      var rows =
          connection.createStatement().executeQuery("select count(*) from post where renderer = 0");
      rows.next();
      if (rows.getInt(1) == 0) {
        return;
      }
      var _ = never.await(100, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("not rendered anew in time");
  }
}
