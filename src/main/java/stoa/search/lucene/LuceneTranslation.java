package stoa.search.lucene;

import java.time.Instant;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import stoa.search.index.Fields;
import stoa.search.query.Clause;
import stoa.search.query.Filter;
import stoa.search.query.Match;
import stoa.search.query.SearchRequest;
import stoa.search.query.SearchedBoards;

/** From what is wanted to Lucene's queries; {@code OpenSearchTranslation} says the same in JSON. */
final class LuceneTranslation {
  private LuceneTranslation() {}

  /**
   * All that matches; what a title has of it counts more. Titles are no part of what must match: a
   * search for words in either of two places takes longer than one in a place that has both.
   */
  static Query of(SearchRequest wanted) {
    var query = rest(wanted);
    for (var clause : wanted.all()) {
      query.add(clause(clause), Occur.MUST);
      if (!clause.inTitle()) {
        query.add(new BoostQuery(title(clause), Fields.TITLE_BOOST), Occur.SHOULD);
      }
    }
    return query.build();
  }

  /** Whose titles match; they count as much as they do there. */
  static Query ofTitles(SearchRequest wanted) {
    var query = rest(wanted);
    for (var clause : wanted.all()) {
      var title = title(clause);
      query.add(clause.inTitle() ? title : new BoostQuery(title, Fields.TITLE_BOOST), Occur.MUST);
    }
    return query.build();
  }

  /** What is asked for beside words. */
  private static BooleanQuery.Builder rest(SearchRequest wanted) {
    var query = new BooleanQuery.Builder();
    wanted.none().forEach(clause -> query.add(clause(clause), Occur.MUST_NOT));
    for (var filter : wanted.filters()) {
      query.add(filter(filter), filter.without() ? Occur.MUST_NOT : Occur.FILTER);
    }
    if (wanted.after() != null || wanted.before() != null) {
      query.add(time(wanted), Occur.FILTER);
    }
    boards(wanted.boards(), query);
    if (wanted.all().isEmpty()) {
      query.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    }
    return query;
  }

  private static void boards(SearchedBoards boards, BooleanQuery.Builder query) {
    if (boards.only() != null) {
      query.add(anyOf(Filter.Field.BOARD, boards.only()), Occur.FILTER);
    }
    if (!boards.except().isEmpty()) {
      query.add(anyOf(Filter.Field.BOARD, boards.except()), Occur.MUST_NOT);
    }
    if (!boards.allHidden()) {
      query.add(hiddenElsewhere(boards.hiddenOn()), Occur.MUST_NOT);
    }
  }

  private static Query hiddenElsewhere(List<String> boards) {
    var hidden = new TermQuery(new Term(Fields.HIDDEN, "true"));
    return boards.isEmpty()
        ? hidden
        : new BooleanQuery.Builder()
            .add(hidden, Occur.FILTER)
            .add(anyOf(Filter.Field.BOARD, boards), Occur.MUST_NOT)
            .build();
  }

  private static Query filter(Filter filter) {
    return anyOf(filter.field(), filter.values());
  }

  private static Query anyOf(Filter.Field of, List<String> some) {
    String field = of.word();
    var values = some.stream().map(BytesRef::new).toList();
    return values.size() == 1
        ? new TermQuery(new Term(field, values.getFirst()))
        : new TermInSetQuery(field, values);
  }

  private static Query time(SearchRequest wanted) {
    return LongPoint.newRangeQuery(
        Fields.CREATED,
        wanted.after() == null ? Long.MIN_VALUE : wanted.after().toEpochMilli(),
        wanted.before() == null ? Long.MAX_VALUE : lastBefore(wanted.before()));
  }

  private static long lastBefore(Instant time) {
    return time.toEpochMilli() - 1;
  }

  private static Query clause(Clause clause) {
    return clause.inTitle()
        ? title(clause)
        : match(clause.match(), Fields.BODY, Fields.BODY_CHARACTERS);
  }

  private static Query title(Clause clause) {
    return match(clause.match(), Fields.TITLE, Fields.TITLE_CHARACTERS);
  }

  private static Query match(Match match, String rows, String characters) {
    return switch (match) {
      case Match.Term one -> new TermQuery(new Term(one.single() ? characters : rows, one.term()));
      case Match.Phrase row -> row(row.terms(), rows);
      case Match.MostOf most -> most(most, rows);
      case Match.AllOf each -> {
        var all = new BooleanQuery.Builder();
        each.parts().forEach(part -> all.add(match(part, rows, characters), Occur.MUST));
        yield all.build();
      }
      case Match.AnyOf some -> {
        var any = new BooleanQuery.Builder();
        some.parts().forEach(part -> any.add(match(part, rows, characters), Occur.SHOULD));
        yield any.build();
      }
    };
  }

  private static Query row(List<String> terms, String field) {
    return new PhraseQuery(field, terms.toArray(String[]::new));
  }

  private static Query most(Match.MostOf most, String field) {
    var some = new BooleanQuery.Builder().setMinimumNumberShouldMatch(most.least());
    most.terms().forEach(term -> some.add(new TermQuery(new Term(field, term)), Occur.SHOULD));
    if (most.row().isEmpty()) {
      return some.build();
    }
    return new BooleanQuery.Builder()
        .add(some.build(), Occur.MUST)
        .add(new BoostQuery(row(most.row(), field), Fields.ROW_BOOST), Occur.SHOULD)
        .build();
  }
}
