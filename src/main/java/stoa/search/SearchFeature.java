package stoa.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import stoa.base.Deadline;
import stoa.base.bus.Events;
import stoa.base.config.Settings;
import stoa.base.ops.Health;
import stoa.base.text.CharacterFolds;
import stoa.base.web.Routes;
import stoa.event.Tags;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.index.Index;
import stoa.search.index.IndexFault;
import stoa.search.index.IndexFeeder;
import stoa.search.index.Indexer;
import stoa.search.index.IndexingThreads;
import stoa.search.index.OwnIndex;
import stoa.search.index.ReindexRequest;
import stoa.search.index.SearchHandler;
import stoa.search.index.SearchMetrics;
import stoa.search.index.SearchQueries;
import stoa.search.index.StreamQueries;
import stoa.search.lucene.LuceneDocuments;
import stoa.search.lucene.LuceneFolders;
import stoa.search.lucene.LuceneIndex;
import stoa.search.opensearch.OpenSearchClient;
import stoa.search.opensearch.OpenSearchIndex;
import stoa.search.query.QueryParser;

/** Finding posts again. */
public final class SearchFeature implements Feature {
  /** The pause between two looks at the events. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** Searches at a time, and those that may wait for that. */
  private static final int SEARCHING = 8;

  private static final int WAITING = 64;

  /** What a command fills an index with: connections for long work are no more. */
  private static final int MOST_HANDS = 3;

  /** For each of them, so that none waits long for the slowest. */
  private static final int RANGES = 4;

  private final Services services;
  private final ForumAnalyzer analyzer;
  private final Index index;
  private final IndexFeeder feed;
  private final Indexer keeper;
  private final ResultQueries results;
  private final SearchMetrics metrics;

  /** For a server. */
  public SearchFeature(Services services, CharacterFolds folds) {
    this(services, folds, 1, 1);
  }

  /** For a command, which has the machine for itself. */
  public static SearchFeature alone(Services services, CharacterFolds folds) {
    int threads = Math.min(MOST_HANDS, Runtime.getRuntime().availableProcessors());
    return new SearchFeature(services, folds, threads, threads * RANGES);
  }

  private SearchFeature(Services services, CharacterFolds folds, int threads, int ranges) {
    this.services = services;
    var db = services.db();
    var settings = services.settings();
    this.analyzer = new ForumAnalyzer(folds);
    this.metrics = new SearchMetrics(services.registry());
    this.index =
        settings.search().server().used()
            ? shared(settings.search(), services)
            : new LuceneIndex(new LuceneFolders(folder(settings), new LuceneDocuments(analyzer)));
    var queries = new SearchQueries(db, services.access());
    this.feed = new IndexFeeder(queries, metrics);
    this.results = new ResultQueries(db, services.access(), services.boards());
    var stream = new StreamQueries(db);
    Runnable changed = () -> services.caches().changed(List.of(Tags.SEARCH));
    var hands = new IndexingThreads(services.tasks().workers("indexing", threads, ranges), ranges);
    this.keeper =
        new Indexer(index, queries, stream, feed, metrics, wish(settings), hands, changed);
  }

  /** How a server on the same data directory is asked to make its index anew. */
  public static ReindexRequest wish(Settings settings) {
    return new ReindexRequest(folder(settings));
  }

  private static Path folder(Settings settings) {
    return settings.data().dir().resolve("index");
  }

  /**
   * Makes the index anew, for a command: where no server runs on this data directory.
   *
   * @param progress told from time to time, from 0 to 1
   * @return how many posts it has
   */
  public long rebuild(DoubleConsumer progress) {
    keeper.rebuildNow(progress);
    return index.documents();
  }

  private Index shared(Settings.Search search, Services services) {
    var breaker = services.breakers().make("opensearch", IndexFault.class::isInstance);
    var threads = services.tasks().virtualThreads("opensearch");
    var client = new OpenSearchClient(search.server().url(), breaker, threads);
    return new OpenSearchIndex(client, analyzer, search.index().toLowerCase(Locale.ROOT));
  }

  /** Brings the index nearer to the database. */
  @Override
  public List<Job> jobs() {
    return List.of(Job.every(LOOK_EVERY, "search index", keeper::run));
  }

  /** The handlers of an index that all servers share; nothing where each has its own. */
  @Override
  public List<Events.Wiring> effects() {
    if (index instanceof OwnIndex) {
      return List.of();
    }
    var handler = new SearchHandler(index, feed);
    return List.of(new Events.Wiring(handler, services.settings().events().search()));
  }

  @Override
  public List<Health.Probe> probes() {
    return List.of(
        new Health.Probe(
            "search",
            false,
            () -> {
              long _ = index.documents();
            }));
  }

  @Override
  public void routes(Routes routes) {
    var rates = services.rates();
    int perMinute = services.settings().limits().searchesPerMinute();
    var rule = rates.rule("searches_minute", perMinute, Duration.ofMinutes(1));
    var pool = services.tasks().workers("search", SEARCHING, WAITING);
    var searches = new Searches(index, results, analyzer, pool, metrics);
    var parser = new QueryParser(analyzer);
    var pages = new SearchPages(parser, searches, rates, rule, keeper::filling);
    var route = routes.page("/search", pages::search).check(pages::limit);
    // Of an index that others change, too, this server does not hear when it changes.
    if (index instanceof OwnIndex) {
      route.cached().words("q").query("sort", "page");
    }
  }

  @Override
  public void stop(Deadline deadline) throws Exception {
    keeper.stop(deadline);
  }
}
