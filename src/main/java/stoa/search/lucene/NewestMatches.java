package stoa.search.lucene;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FilterCollector;
import org.apache.lucene.search.FilterLeafCollector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.TotalHits;
import stoa.search.query.SearchRequest;

/**
 * The best of the newest matches of each segment: a word that a million posts have costs no more
 * than one that some thousand have. The matches lie newest first, see {@link
 * LuceneDocuments#NEWEST_FIRST}. Where older ones were left out, the number of hits that it answers
 * is a least one.
 */
final class NewestMatches implements CollectorManager<NewestMatches.Limited, TopDocs> {
  /** Of a segment: as many as are counted, and as one may page through. */
  static final int LOOKED_AT = SearchRequest.COUNTED;

  private final TopScoreDocCollectorManager best;

  /**
   * Of these the best.
   *
   * @param most how many are answered
   */
  NewestMatches(int most) {
    best = new TopScoreDocCollectorManager(most, null, Integer.MAX_VALUE);
  }

  @Override
  public Limited newCollector() {
    return new Limited(best.newCollector());
  }

  @Override
  public TopDocs reduce(Collection<Limited> collectors) throws IOException {
    var top = best.reduce(collectors.stream().map(one -> one.all).toList());
    boolean cut = collectors.stream().anyMatch(one -> one.cut);
    return cut ? new TopDocs(atLeast(top.totalHits.value()), top.scoreDocs) : top;
  }

  private static TotalHits atLeast(long hits) {
    return new TotalHits(hits, TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO);
  }

  static final class Limited extends FilterCollector {
    private final TopScoreDocCollector all;
    private boolean cut;

    private Limited(TopScoreDocCollector all) {
      super(all);
      this.all = all;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
      return new FilterLeafCollector(super.getLeafCollector(context)) {
        private int left = LOOKED_AT;

        @Override
        public void collect(int doc) throws IOException {
          if (left == 0) {
            cut = true;
            throw new CollectionTerminatedException();
          }
          left--;
          super.collect(doc);
        }
      };
    }
  }
}
