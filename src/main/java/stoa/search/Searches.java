package stoa.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.access.Viewer;
import stoa.base.Deadline;
import stoa.base.Paging;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Text;
import stoa.base.runtime.WorkerPool;
import stoa.base.view.Crumb;
import stoa.base.view.Urls;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.analysis.PlainText;
import stoa.search.index.Hits;
import stoa.search.index.Index;
import stoa.search.index.IndexFault;
import stoa.search.index.SearchMetrics;
import stoa.search.query.Filter;
import stoa.search.query.ParsedQuery;
import stoa.search.query.SearchRequest;
import stoa.search.query.SearchedBoards;

/** Asks the index, with a bound on how many ask at a time, and reads what it found. */
final class Searches {
  private static final Logger LOG = LoggerFactory.getLogger(Searches.class);

  /** After that nobody waits any more. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** Results on a page. */
  static final int SIZE = 20;

  /** Who has not found it by then asks something else; a deep page costs all those before it. */
  static final int LAST_PAGE = 50;

  private final Index index;
  private final ResultQueries queries;
  private final Snippet extract;
  private final WorkerPool pool;
  private final SearchMetrics metrics;

  Searches(
      Index index,
      ResultQueries queries,
      ForumAnalyzer analyzer,
      WorkerPool pool,
      SearchMetrics metrics) {
    this.index = index;
    this.queries = queries;
    this.extract = new Snippet(analyzer);
    this.pool = pool;
    this.metrics = metrics;
  }

  /**
   * Results of one page.
   *
   * @param more whether there are more than {@code total}
   */
  record Page(long total, boolean more, List<Result> results, Paging paging) {
    Page {
      results = List.copyOf(results);
    }
  }

  /**
   * Finds what the viewer may read.
   *
   * @throws Refused as unavailable where the index does not answer
   */
  Page search(Viewer viewer, ParsedQuery asked, boolean newest, int page) {
    var filters = asked.names().stream().map(named -> filter(named, viewer)).toList();
    boolean nobody =
        filters.stream().anyMatch(filter -> filter.values().isEmpty() && !filter.without());
    var boards = SearchedBoards.of(viewer.rights().audience());
    if (nobody || boards.none()) {
      return new Page(0, false, List.of(), new Paging(1, 1));
    }
    var wanted =
        new SearchRequest(
            asked.all(),
            asked.none(),
            filters.stream().filter(filter -> !filter.values().isEmpty()).toList(),
            asked.after(),
            asked.before(),
            boards,
            newest || !asked.hasWords(),
            (page - 1) * SIZE,
            SIZE);
    return page(viewer, asked, page, ask(wanted));
  }

  private Filter filter(ParsedQuery.Named named, Viewer viewer) {
    var values =
        switch (named.field()) {
          case AUTHOR -> queries.authorKeys(named.name());
          case BOARD -> queries.boards(named.name(), viewer);
          case TAG -> List.of(Text.key(named.name()));
        };
    return new Filter(named.field(), values, named.without());
  }

  private Hits ask(SearchRequest wanted) {
    var deadline = Deadline.in(PATIENCE);
    var timer = metrics.seconds.startTimer();
    try {
      Hits hits = pool.call(deadline, () -> index.search(wanted, deadline));
      timer.observeDuration();
      return hits;
    } catch (IndexFault e) {
      LOG.warn("a search failed: {}", e.getMessage());
      metrics.failed.inc();
      throw new Refused(new Refusal.Unavailable(RETRY_AFTER));
    } catch (Refused e) {
      metrics.failed.inc();
      throw e;
    }
  }

  private Page page(Viewer viewer, ParsedQuery asked, int page, Hits hits) {
    var rows = queries.readable(hits.posts(), viewer);
    var terms = asked.terms();
    var results = new ArrayList<Result>();
    hits.posts().stream()
        .map(rows::get)
        .filter(Objects::nonNull)
        .forEach(row -> results.add(result(row, terms)));
    // What was deleted a moment ago is not counted either: the number would tell of it.
    long total = hits.total() - (hits.posts().size() - results.size());
    long shown = Math.min(hits.total(), (long) LAST_PAGE * SIZE);
    return new Page(total, hits.more(), results, Paging.of(page, shown, SIZE));
  }

  private Result result(ResultQueries.Row row, java.util.Set<String> terms) {
    return new Result(
        Urls.post(row.id()),
        Highlight.html(extract.marked(row.title(), row.first() ? terms : java.util.Set.of())),
        row.first(),
        row.hidden(),
        new Crumb(row.boardTitle(), Urls.board(row.boardSlug())),
        row.author(),
        row.created(),
        Highlight.html(extract.of(PlainText.of(row.html()), terms)));
  }
}
