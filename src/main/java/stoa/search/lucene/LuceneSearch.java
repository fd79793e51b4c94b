package stoa.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import stoa.base.Deadline;
import stoa.search.index.Fields;
import stoa.search.index.Hits;
import stoa.search.index.IndexFault;
import stoa.search.query.SearchRequest;

/** One search in a Lucene index as it is at that moment. */
final class LuceneSearch {
  private static final Comparator<ScoreDoc> BEST_FIRST =
      Comparator.<ScoreDoc>comparingDouble(hit -> -hit.score).thenComparingInt(hit -> hit.doc);

  private LuceneSearch() {}

  /**
   * Searches.
   *
   * @throws IndexFault where the deadline passes first
   */
  static Hits search(IndexReader reader, SearchRequest wanted, Deadline deadline)
      throws IOException {
    var searcher = new IndexSearcher(reader); // its own: the time limit is a searcher's
    searcher.setTimeout(deadline::passed);
    TopDocs top = top(searcher, wanted);
    if (searcher.timedOut() || deadline.passed()) {
      throw new IndexFault("no answer in time");
    }
    var total = top.totalHits;
    boolean more = total.relation() == TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO;
    return new Hits(
        Math.min(total.value(), SearchRequest.COUNTED),
        more || total.value() > SearchRequest.COUNTED,
        ids(searcher, top.scoreDocs, wanted.offset()));
  }

  private static TopDocs top(IndexSearcher searcher, SearchRequest wanted) throws IOException {
    var query = LuceneTranslation.of(wanted);
    int most = wanted.offset() + wanted.most();
    if (wanted.newest()) {
      return searcher.search(
          query,
          new TopFieldCollectorManager(
              LuceneDocuments.NEWEST_FIRST, most, null, SearchRequest.COUNTED));
    }
    TopDocs newest = searcher.search(query, new NewestMatches(most));
    boolean all = newest.totalHits.relation() == TotalHits.Relation.EQUAL_TO;
    return all ? newest : withTitles(newest, titles(searcher, wanted, most), most);
  }

  /** Whose titles alone match, however old; of these Lucene passes over what cannot be the best. */
  private static TopDocs titles(IndexSearcher searcher, SearchRequest wanted, int most)
      throws IOException {
    return searcher.search(
        LuceneTranslation.ofTitles(wanted),
        new TopScoreDocCollectorManager(most, null, SearchRequest.COUNTED));
  }

  /**
   * The best of both. A title that is among the newest counts there with its text, so at least as
   * much.
   */
  private static TopDocs withTitles(TopDocs newest, TopDocs titles, int most) {
    var best = new TreeSet<ScoreDoc>(BEST_FIRST);
    var seen = new HashSet<Integer>();
    for (var top : List.of(newest, titles)) {
      for (var hit : top.scoreDocs) {
        if (seen.add(hit.doc)) {
          best.add(hit);
        }
      }
    }
    return new TopDocs(newest.totalHits, best.stream().limit(most).toArray(ScoreDoc[]::new));
  }

  private static List<Long> ids(IndexSearcher searcher, ScoreDoc[] hits, int offset)
      throws IOException {
    var leaves = searcher.getIndexReader().leaves();
    var ids = new ArrayList<Long>();
    for (int i = offset; i < hits.length; i++) {
      var leaf = leaves.get(ReaderUtil.subIndex(hits[i].doc, leaves));
      NumericDocValues values = leaf.reader().getNumericDocValues(Fields.ID);
      if (values != null && values.advanceExact(hits[i].doc - leaf.docBase)) {
        ids.add(values.longValue());
      }
    }
    return ids;
  }
}
