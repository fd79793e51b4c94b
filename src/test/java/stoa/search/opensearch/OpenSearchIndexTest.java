package stoa.search.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stoa.support.Eventually.within;

import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.base.Deadline;
import stoa.base.runtime.Breakers;
import stoa.search.index.Fields;
import stoa.search.index.IndexContract;
import stoa.search.index.IndexFault;
import stoa.search.index.ReindexRequest;
import stoa.support.Acts;
import stoa.support.OpenSearchProcess;

/** The same for a real OpenSearch. Only {@code ./run.sh test} runs it, which fetches that first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenSearchIndexTest extends IndexContract {
  private final List<OpenSearchIndex> opened = new ArrayList<>();
  private OpenSearchProcess server;
  private int number;

  @BeforeAll
  void start() throws Exception {
    server = new OpenSearchProcess(Path.of(System.getProperty("opensearch.classpath")));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @AfterEach
  void closeAll() {
    opened.forEach(index -> index.stop(Deadline.in(Duration.ofSeconds(5))));
    opened.clear();
  }

  @Override
  protected OpenSearchIndex index() {
    return index(server.url(), "test" + ++number);
  }

  private OpenSearchIndex index(String url, String name) {
    var breaker = new Breakers(new CollectorRegistry()).make("opensearch", _ -> true);
    var client = new OpenSearchClient(url, breaker, task -> Thread.ofVirtual().start(task));
    var index = new OpenSearchIndex(client, analyzer, name);
    opened.add(index);
    return index;
  }

  @Test
  void anOlderVersionOfAPostDoesNotWin() {
    var index = index();
    var older = post(1, "", "older");
    put(index, post(1, "", "newer"));
    put(index, older);
    assertThat(found(index, "newer")).containsExactly(1L);
    assertThat(found(index, "older")).isEmpty();
  }

  @Test
  void serversThatBeginAtOnceMakeOneIndex() throws Exception {
    String name = "test" + ++number;
    List<OpenSearchIndex> indexes =
        List.of(index(server.url(), name), index(server.url(), name), index(server.url(), name));
    var threads = new ArrayList<Thread>();
    for (var index : indexes) {
      threads.add(Thread.ofVirtual().start(index::refresh));
    }
    for (var thread : threads) {
      thread.join();
    }
    put(indexes.getFirst(), post(1, "", "nightingale"));
    for (var index : indexes) {
      assertThat(found(index, "nightingale")).containsExactly(1L);
    }
  }

  @Test
  void oneOfAnotherAnalysisIsMadeAnew() {
    String name = "test" + ++number;
    var breaker = new Breakers(new CollectorRegistry()).make("opensearch", _ -> true);
    var client =
        new OpenSearchClient(server.url(), breaker, task -> Thread.ofVirtual().start(task));
    var old = new HashMap<>(OpenSearchStore.definition());
    old.put("mappings", Map.of("properties", Map.of(Fields.ID, Map.of("type", "long"))));
    old.put("aliases", Map.of(name, Map.of()));
    var _ = client.call("PUT", "/" + name + "_old", old, OpenSearchStore.patience());
    client.close();
    var index = index(server.url(), name);
    assertThat(index.outdated()).isTrue();
    index.beside().takeOver(0);
    assertThat(index.outdated()).isFalse();
    assertThat(index().outdated()).isFalse();
  }

  @Test
  void whereItIsAwayThatIsSaid() {
    var away = index("http://127.0.0.1:1", "away");
    assertThatThrownBy(() -> found(away, "word")).isInstanceOf(IndexFault.class);
    assertThatThrownBy(away::documents).isInstanceOf(IndexFault.class);
  }

  @Test
  void twoServersShareAnIndexAndTheirPostsAreFoundAtOnce() {
    var settings =
        Map.of(
            "STOA_SEARCH_URL", server.url(),
            "STOA_SEARCH_INDEX", "shared",
            "STOA_LIMITS_SEARCHES_PER_MINUTE", "10000"); // it is asked until it is there
    try (var forum = TestForum.with(settings)) {
      var solon = forum.administrator();
      String board = forum.board(solon, "Poetry");
      try (var second = forum.another(settings)) {
        Acts.topicForm(solon, board, "Shared", "夜莺 nightingale").send().expect(303);
        for (var one : List.of(forum, second)) {
          within(
              Duration.ofSeconds(5),
              "found",
              () -> one.guest().get("/search?q=%E5%A4%9C%E8%8E%BA").text().contains("Shared"));
        }
        new ReindexRequest(second.folder().resolve("index")).ask();
        within(
            Duration.ofSeconds(20),
            "made anew",
            () -> !new ReindexRequest(second.folder().resolve("index")).pending());
        assertThat(forum.guest().get("/search?q=nightingales").text()).contains("One post found");
      }
    }
  }
}
