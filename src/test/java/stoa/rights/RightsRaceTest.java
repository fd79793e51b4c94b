package stoa.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.base.cache.Caches;
import stoa.event.Tags;
import stoa.support.TestDatabase;

/** Two change rights at the same moment. */
final class RightsRaceTest {
  /** What AccessChanges.say does for "hidden from guests and members", while a group is removed. */
  @Test
  void aGroupIsRemovedWhileABoardIsMadePrivate() throws Exception {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Open");
      long id = forum.count("select id from board where slug = '" + board.substring(3) + "'");
      solon.get("/admin/groups").form("/admin/groups").set("name", "Circle").send().expect(303);
      long group = forum.count("select id from member_group where name = 'Circle'");
      var rights = solon.get("/admin/rights").form("/admin/rights");
      rights.set("g" + group, "STANDARD").set("confirmed", "yes").send().expect(303);
      assertThat(forum.count("select cardinality(readers) from board where id = " + id))
          .isEqualTo(5);
      var remove = solon.get("/admin/groups/" + group + "/remove");
      try (var other = TestDatabase.connect(forum.database());
          var statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.executeQuery("select id from board order by id for no key update").close();
        var removing =
            CompletableFuture.supplyAsync(
                () -> remove.form("/admin/groups/" + group + "/remove").send().status());
        soon(
            "it waits for the boards",
            () ->
                forum.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                    > 0);
        for (int whom : new int[] {1, 3}) {
          for (String act : new String[] {"SEE", "READ"}) {
            statement.executeUpdate(
                "insert into board_right (board_id, group_id, act, value) values ("
                    + id
                    + ", "
                    + whom
                    + ", '"
                    + act
                    + "', 'NO')");
          }
        }
        statement.executeUpdate(
            "update board set readers = '{4,5," + group + "}' where id = " + id);
        other.commit();
        assertThat(removing.get()).isEqualTo(303);
      }
      var ann = forum.member("Ann");
      int page = ann.get(board).status();
      assertThat(
              page
                  + " members in board.readers: "
                  + forum.count("select (3 = any(readers))::int from board where id = " + id))
          .isEqualTo("404 members in board.readers: 0");
    }
  }

  @Test
  void whoWatchesIsToldThatChangesWereMissed() {
    var caches = new Caches(null, new CollectorRegistry());
    var told = new ArrayList<String>();
    caches.watch(told::addAll);
    caches.listening(false);
    caches.listening(true);
    assertThat(told).contains(Tags.ALL);
  }
}
