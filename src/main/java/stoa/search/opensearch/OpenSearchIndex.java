package stoa.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import stoa.base.Deadline;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.index.Fields;
import stoa.search.index.Hits;
import stoa.search.index.Index;
import stoa.search.index.IndexFault;
import stoa.search.index.IndexedPost;
import stoa.search.query.SearchRequest;

/**
 * The index that several servers share. Its name is an alias; the index that it stands for has a
 * name of its own, so that another one can be made and take over in one step. The forum starts
 * without OpenSearch, and makes what is missing when it first answers.
 */
public final class OpenSearchIndex implements Index {
  private final OpenSearchClient client;
  private final ForumAnalyzer analyzer;
  private final String name;
  private final OpenSearchStore store;
  private volatile boolean seen;

  public OpenSearchIndex(OpenSearchClient client, ForumAnalyzer analyzer, String name) {
    this.client = client;
    this.analyzer = analyzer;
    this.name = name;
    this.store = new OpenSearchStore(client, analyzer, name, true);
  }

  private OpenSearchStore ready() {
    if (!seen) {
      if (behind().isEmpty()) {
        stand(makeFirst(), List.of());
      }
      seen = true;
    }
    return store;
  }

  /** The indexes that the alias stands for. */
  private List<String> behind() {
    JsonNode answer =
        client.call("GET", "/_alias/" + name, Set.of(404), OpenSearchStore.patience());
    var names = new ArrayList<String>();
    if (!answer.has("error")) {
      answer.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  /** Of one name, so that servers that begin at the same time make one index and not one each. */
  private String makeFirst() {
    String first = name + "_first";
    var answer =
        client.call(
            "PUT",
            "/" + first,
            OpenSearchStore.definition(),
            Set.of(400),
            OpenSearchStore.patience());
    String fault = answer.path("error").path("type").asText();
    if (!fault.isEmpty() && !fault.equals("resource_already_exists_exception")) {
      throw new IndexFault("OpenSearch makes no index: " + answer.path("error").path("reason"));
    }
    return first;
  }

  private String make() {
    String made = name + "_" + UUID.randomUUID();
    var _ =
        client.call("PUT", "/" + made, OpenSearchStore.definition(), OpenSearchStore.patience());
    return made;
  }

  /** Lets the alias stand for that index, and for the old ones no longer, in one step. */
  private void stand(String made, List<String> old) {
    var actions = new ArrayList<Map<String, Object>>();
    actions.add(Map.of("add", Map.of("index", made, "alias", name)));
    old.forEach(gone -> actions.add(Map.of("remove_index", Map.of("index", gone))));
    var _ =
        client.call("POST", "/_aliases", Map.of("actions", actions), OpenSearchStore.patience());
  }

  @Override
  public Hits search(SearchRequest wanted, Deadline deadline) {
    var body = OpenSearchTranslation.of(wanted, Math.max(1, deadline.left().toMillis()));
    var answer = client.call("POST", "/" + name + "/_search", body, deadline);
    if (answer.path("timed_out").asBoolean()) {
      throw new IndexFault("no answer in time");
    }
    var hits = answer.path("hits");
    var ids = new ArrayList<Long>();
    for (var hit : hits.path("hits")) {
      ids.add(hit.path("fields").path(Fields.ID).path(0).asLong());
    }
    long total = hits.path("total").path("value").asLong();
    boolean more = hits.path("total").path("relation").asText().equals("gte");
    return new Hits(
        Math.min(total, SearchRequest.COUNTED), more || total > SearchRequest.COUNTED, ids);
  }

  @Override
  public void put(List<IndexedPost> posts) {
    ready().put(posts);
  }

  @Override
  public void remove(long from, long before) {
    ready().remove(from, before);
  }

  @Override
  public void refresh() {
    ready().refresh();
  }

  @Override
  public Map<Long, Long> counts(long from, long before, int size) {
    return ready().counts(from, before, size);
  }

  @Override
  public long documents() {
    var _ = ready();
    var answer =
        client.call("GET", "/" + name + "/_count", Set.of(404), OpenSearchStore.patience());
    if (answer.has("error")) {
      seen = false; // somebody has removed it; it is made again when it is next needed
      throw new IndexFault("OpenSearch has no index " + name);
    }
    return answer.path("count").asLong();
  }

  @Override
  public boolean outdated() {
    return ready().outdated();
  }

  @Override
  public Shadow beside() {
    var _ = ready();
    return new Second(make());
  }

  private final class Second implements Shadow {
    private final String made;
    private final OpenSearchStore store;

    Second(String made) {
      this.made = made;
      this.store = new OpenSearchStore(client, analyzer, made, false);
    }

    @Override
    public void put(List<IndexedPost> posts) {
      store.put(posts);
    }

    @Override
    public void remove(long from, long before) {
      store.remove(from, before);
    }

    @Override
    public void refresh() {
      store.refresh();
    }

    @Override
    public Map<Long, Long> counts(long from, long before, int size) {
      return store.counts(from, before, size);
    }

    @Override
    public void takeOver(long place) {
      store.refresh();
      stand(made, behind());
    }

    @Override
    public void discard() {
      var _ = client.call("DELETE", "/" + made, Set.of(404), OpenSearchStore.patience());
    }
  }

  @Override
  public void stop(Deadline deadline) {
    client.close();
  }
}
