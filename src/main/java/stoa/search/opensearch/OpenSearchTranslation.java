package stoa.search.opensearch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stoa.search.index.Fields;
import stoa.search.query.Clause;
import stoa.search.query.Filter;
import stoa.search.query.Match;
import stoa.search.query.SearchRequest;

/** From what is wanted to OpenSearch's JSON; {@code LuceneTranslation} says the same in Lucene. */
final class OpenSearchTranslation {
  private OpenSearchTranslation() {}

  static Map<String, Object> of(SearchRequest wanted, long millis) {
    var body = new HashMap<String, Object>();
    body.put("query", query(wanted));
    body.put("from", wanted.offset());
    body.put("size", wanted.most());
    body.put("track_total_hits", SearchRequest.COUNTED);
    body.put("timeout", millis + "ms");
    body.put("stored_fields", "_none_");
    body.put("docvalue_fields", List.of(Fields.ID));
    if (wanted.newest()) {
      body.put("sort", List.of(Map.of(Fields.CREATED, "desc"), Map.of(Fields.ID, "desc")));
    }
    return body;
  }

  private static Map<String, Object> query(SearchRequest wanted) {
    var filter = new ArrayList<Object>();
    var none = new ArrayList<Object>();
    for (var one : wanted.filters()) {
      (one.without() ? none : filter)
          .add(Map.of("terms", Map.of(one.field().word(), one.values())));
    }
    wanted.none().forEach(clause -> none.add(clause(clause)));
    var boards = wanted.boards();
    if (boards.only() != null) {
      filter.add(boards(boards.only()));
    }
    if (!boards.except().isEmpty()) {
      none.add(boards(boards.except()));
    }
    if (!boards.allHidden()) {
      none.add(hiddenElsewhere(boards.hiddenOn()));
    }
    var time = new HashMap<String, Object>();
    if (wanted.after() != null) {
      time.put("gte", wanted.after().toEpochMilli());
    }
    if (wanted.before() != null) {
      time.put("lt", wanted.before().toEpochMilli());
    }
    if (!time.isEmpty()) {
      filter.add(Map.of("range", Map.of(Fields.CREATED, time)));
    }
    if (wanted.all().isEmpty()) {
      filter.add(Map.of("match_all", Map.of()));
    }
    var all = wanted.all().stream().map(OpenSearchTranslation::clause).toList();
    var better =
        wanted.all().stream()
            .filter(clause -> !clause.inTitle())
            .map(clause -> title(clause, Fields.TITLE_BOOST))
            .toList();
    return bool(Map.of("must", all, "should", better, "filter", filter, "must_not", none));
  }

  private static Object boards(List<String> boards) {
    return Map.of("terms", Map.of(Filter.Field.BOARD.word(), boards));
  }

  private static Object hiddenElsewhere(List<String> boards) {
    var hidden = Map.of("term", Map.of(Fields.HIDDEN, true));
    return boards.isEmpty()
        ? hidden
        : bool(Map.of("filter", List.of(hidden), "must_not", List.of(boards(boards))));
  }

  private static Object clause(Clause clause) {
    return clause.inTitle()
        ? title(clause, 1)
        : match(clause.match(), Fields.BODY, Fields.BODY_CHARACTERS, 1);
  }

  private static Object title(Clause clause, float boost) {
    return match(clause.match(), Fields.TITLE, Fields.TITLE_CHARACTERS, boost);
  }

  private static Map<String, Object> bool(Map<String, Object> parts) {
    return Map.of("bool", parts);
  }

  private static Object match(Match match, String rows, String characters, float boost) {
    return switch (match) {
      case Match.Term one -> term(one.single() ? characters : rows, one.term(), boost);
      case Match.Phrase row -> row(rows, row.terms(), boost);
      case Match.MostOf most -> most(rows, most, boost);
      case Match.AllOf each -> parts("must", each.parts(), rows, characters, boost);
      case Match.AnyOf some -> parts("should", some.parts(), rows, characters, boost);
    };
  }

  private static Map<String, Object> parts(
      String how, List<Match> parts, String rows, String characters, float boost) {
    var each = parts.stream().map(part -> match(part, rows, characters, 1)).toList();
    return bool(Map.of(how, each, "boost", boost));
  }

  private static Object term(String field, String term, float boost) {
    return Map.of("term", Map.of(field, Map.of("value", term, "boost", boost)));
  }

  private static Object row(String field, List<String> terms, float boost) {
    return Map.of(
        "match_phrase", Map.of(field, Map.of("query", String.join(" ", terms), "boost", boost)));
  }

  private static Object most(String field, Match.MostOf most, float boost) {
    var some = most.terms().stream().map(term -> term(field, term, 1)).toList();
    var better =
        most.row().isEmpty() ? List.of() : List.of(row(field, most.row(), Fields.ROW_BOOST));
    return bool(
        Map.of(
            "must",
            List.of(bool(Map.of("should", some, "minimum_should_match", most.least()))),
            "should",
            better,
            "boost",
            boost));
  }
}
