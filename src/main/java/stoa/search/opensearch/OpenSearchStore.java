package stoa.search.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stoa.base.Deadline;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.analysis.Token;
import stoa.search.index.Fields;
import stoa.search.index.IndexFault;
import stoa.search.index.IndexedPost;
import stoa.search.index.Store;
import stoa.search.query.Filter;

/**
 * One index in OpenSearch, or the alias that stands for it. Texts are sent as the tokens of {@link
 * ForumAnalyzer} with spaces between them, and OpenSearch splits them at these.
 */
final class OpenSearchStore implements Store {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final String ANALYSIS = "analysis";

  private final OpenSearchClient client;
  private final ForumAnalyzer analyzer;
  private final String name;
  private final boolean alias;

  /**
   * @param alias whether the name stands for an index; OpenSearch must not make one of that name
   */
  OpenSearchStore(OpenSearchClient client, ForumAnalyzer analyzer, String name, boolean alias) {
    this.client = client;
    this.analyzer = analyzer;
    this.name = name;
    this.alias = alias;
  }

  static Deadline patience() {
    return Deadline.in(PATIENCE);
  }

  /** What a new index is made with. */
  static Map<String, Object> definition() {
    var rows =
        Map.of("type", "text", "analyzer", "whitespace", "position_increment_gap", Fields.GAP);
    var characters =
        Map.of("type", "text", "analyzer", "whitespace", "index_options", "freqs", "norms", false);
    var word = Map.of("type", "keyword");
    var number = Map.of("type", "long");
    var fields = new HashMap<String, Object>();
    fields.put(Fields.ID, number);
    fields.put(Fields.CREATED, number);
    fields.put(Fields.HIDDEN, Map.of("type", "boolean"));
    for (var field : Filter.Field.values()) {
      fields.put(field.word(), word);
    }
    fields.put(Fields.TITLE, rows);
    fields.put(Fields.BODY, rows);
    fields.put(Fields.TITLE_CHARACTERS, characters);
    fields.put(Fields.BODY_CHARACTERS, characters);
    // Said, so that it holds for an index that nobody has asked for a while, too.
    var settings = Map.of("refresh_interval", "500ms", "auto_expand_replicas", "0-1");
    return Map.of(
        "settings",
        Map.of("index", settings),
        "mappings",
        Map.of(
            "dynamic",
            "strict",
            "_meta",
            Map.of(ANALYSIS, ForumAnalyzer.VERSION),
            "_source",
            Map.of("enabled", false),
            "properties",
            fields));
  }

  /** Whether what it holds, or one of those it stands for, came out of another analysis. */
  boolean outdated() {
    JsonNode answer = client.call("GET", "/" + name + "/_mapping", Set.of(), patience());
    for (var index : answer) {
      if (index.path("mappings").path("_meta").path(ANALYSIS).asInt() != ForumAnalyzer.VERSION) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void put(List<IndexedPost> posts) {
    if (posts.isEmpty()) {
      return;
    }
    var lines = new StringBuilder();
    for (var post : posts) {
      var action =
          Map.of("_id", "" + post.id(), "version", post.version(), "version_type", "external_gte");
      lines.append(client.text(Map.of("index", action))).append('\n');
      lines.append(client.text(document(post))).append('\n');
    }
    String path = "/" + name + "/_bulk" + (alias ? "?require_alias=true" : "");
    var answer = client.lines(path, lines.toString(), patience());
    for (var item : answer.path("items")) {
      int status = item.path("index").path("status").asInt();
      if (status >= 300 && status != 409) { // 409: a newer version is there already
        throw new IndexFault("OpenSearch refused a post: " + item.path("index").path("error"));
      }
    }
  }

  private Map<String, Object> document(IndexedPost post) {
    var document = new HashMap<String, Object>();
    document.put(Fields.ID, post.id());
    document.put(Fields.CREATED, post.created().toEpochMilli());
    document.put(Fields.HIDDEN, post.hidden());
    document.put(Filter.Field.BOARD.word(), "" + post.boardId());
    document.put(Filter.Field.AUTHOR.word(), post.authors());
    document.put(Filter.Field.TAG.word(), post.tags());
    if (!post.title().isEmpty()) {
      text(document, Fields.TITLE, Fields.TITLE_CHARACTERS, List.of(post.title()));
    }
    // Of several texts in a field OpenSearch knows where one ends.
    var whole = Stream.of(post.title(), post.body()).filter(text -> !text.isEmpty()).toList();
    text(document, Fields.BODY, Fields.BODY_CHARACTERS, whole);
    return document;
  }

  private void text(
      Map<String, Object> document, String rows, String characters, List<String> texts) {
    var tokens = texts.stream().map(analyzer::tokens).toList();
    var inRows = new ArrayList<>(tokens.stream().map(some -> line(some, Token::inOrder)).toList());
    tokens.stream()
        .flatMap(List::stream)
        .filter(token -> token.is(Token.Shape.JOINED))
        .forEach(token -> inRows.add(token.term()));
    document.put(rows, inRows);
    document.put(characters, tokens.stream().map(some -> line(some, Token::single)).toList());
  }

  private static String line(List<Token> tokens, Predicate<Token> which) {
    return tokens.stream().filter(which).map(Token::term).collect(Collectors.joining(" "));
  }

  @Override
  public void remove(long from, long before) {
    refresh(); // it removes what can be found
    var _ =
        client.call(
            "POST",
            "/" + name + "/_delete_by_query?conflicts=proceed&refresh=true",
            Map.of("query", range(from, before)),
            patience());
  }

  private static Map<String, Object> range(long from, long before) {
    return Map.of("range", Map.of(Fields.ID, Map.of("gte", from, "lt", before)));
  }

  @Override
  public void refresh() {
    var _ = client.call("POST", "/" + name + "/_refresh", Set.of(), patience());
  }

  @Override
  public Map<Long, Long> counts(long from, long before, int size) {
    var histogram = Map.of("field", Fields.ID, "interval", size, "min_doc_count", 1);
    var body =
        Map.of(
            "size",
            0,
            "query",
            range(from, before),
            "aggs",
            Map.of("ranges", Map.of("histogram", histogram)));
    JsonNode answer = client.call("POST", "/" + name + "/_search", body, patience());
    var counts = new HashMap<Long, Long>();
    for (var bucket : answer.path("aggregations").path("ranges").path("buckets")) {
      counts.put((long) bucket.path("key").asDouble(), bucket.path("doc_count").asLong());
    }
    return counts;
  }
}
