package stoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import stoa.support.Visitor;

/** Whoever reads, reads their own page: 200 members at once, each many times. */
final class IdentityTest {
  private static final int MEMBERS = 200;
  private static final int PAGES = 5;

  @Test
  void everyPageNamesItsOwnReader() throws Exception {
    try (var forum = TestForum.with(Map.of("STOA_HTTP_CONNECTIONS_PER_ADDRESS", "1000"));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Agora");
      forum.execute(
          "insert into account (name, name_key, created_at) select 'Citizen' || n, 'citizen' || n,"
              + " now() from generate_series(1, "
              + MEMBERS
              + ") n");
      forum.execute(
          "insert into session (token_hash, account_id, created_at, seen_at, expires_at)"
              + " select sha256(('token-of-' || name)::bytea), id, '2026-11-23', '2026-11-23T12:00Z',"
              + " '2027-11-23' from account where name like 'Citizen%'");
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int i = 1; i <= MEMBERS; i++) {
        String name = "Citizen" + i;
        wrong.add(threads.submit(reader(forum, board, name)));
      }
      int all = 0;
      for (var count : wrong) {
        all += count.get();
      }
      assertThat(all).isZero();
    }
  }

  private static Callable<Integer> reader(TestForum forum, String board, String name) {
    return () -> {
      var visitor = forum.guest();
      visitor.cookies().put("sid", "token-of-" + name);
      int wrong = 0;
      for (int page = 0; page < PAGES; page++) {
        String path = page % 2 == 0 ? "/" : board;
        wrong += names(visitor, path, name) ? 0 : 1;
      }
      return wrong;
    };
  }

  private static boolean names(Visitor visitor, String path, String name) {
    var answer = visitor.get(path);
    return answer.status() == 503 // too many at once: told so, and shown nobody's page
        ? answer.html().select(".me").text().isEmpty()
            || answer.html().select(".me").text().equals(name)
        : answer.html().select(".me").text().equals(name);
  }
}
