package stoa.search;

import io.javalin.http.Handler;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import stoa.access.Access;
import stoa.base.Deadline;
import stoa.base.bus.EventHandler;
import stoa.base.cache.Caches;
import stoa.base.cache.Tags;
import stoa.base.config.Settings;
import stoa.base.db.Db;
import stoa.base.life.Breakers;
import stoa.base.life.Stoppable;
import stoa.base.life.Tasks;
import stoa.base.text.CharacterFolds;
import stoa.base.web.ClientAddress;
import stoa.base.web.PageCopies;
import stoa.base.web.RateLimits;
import stoa.base.web.Site;

/** Finding posts again. */
public final class SearchFeature implements Stoppable {
  /** The pause between two looks at the events. */
  public static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** Searches at a time, and those that may wait for that. */
  private static final int SEARCHING = 8;

  private static final int WAITING = 64;

  /** What a command fills an index with: connections for long work are no more. */
  private static final int MOST_HANDS = 3;

  /** For each of them, so that none waits long for the slowest. */
  private static final int RANGES = 4;

  private final Tasks tasks;
  private final ForumAnalyzer analyzer;
  private final Index index;
  private final Feed feed;
  private final Keeper keeper;
  private final ResultQueries results;
  private final SearchMetrics metrics;
  private final RateLimits.Rule rule;

  /** What it is built on. */
  public record Around(Tasks tasks, Breakers breakers, CollectorRegistry registry, Caches caches) {}

  /** For a server. */
  public SearchFeature(
      Db db, Access access, CharacterFolds folds, Settings settings, Around around) {
    this(db, access, folds, settings, around, 1, 1);
  }

  /** For a command, which has the machine for itself. */
  public static SearchFeature alone(
      Db db, Access access, CharacterFolds folds, Settings settings, Around around) {
    int threads = Math.min(MOST_HANDS, Runtime.getRuntime().availableProcessors());
    return new SearchFeature(db, access, folds, settings, around, threads, threads * RANGES);
  }

  private SearchFeature(
      Db db,
      Access access,
      CharacterFolds folds,
      Settings settings,
      Around around,
      int threads,
      int ranges) {
    this.tasks = around.tasks();
    this.analyzer = new ForumAnalyzer(folds);
    this.metrics = new SearchMetrics(around.registry());
    this.rule = rule(settings.limits());
    this.index =
        settings.search().server().used()
            ? shared(settings.search(), around)
            : new LuceneIndex(new LuceneFolders(folder(settings), new LuceneDocuments(analyzer)));
    var queries = new SearchQueries(db, access);
    this.feed = new Feed(queries, metrics);
    this.results = new ResultQueries(db, access);
    var stream = new StreamQueries(db);
    Runnable changed = () -> around.caches().changed(List.of(Tags.SEARCH));
    var hands = new Hands(tasks.workers("indexing", threads, ranges), ranges);
    this.keeper = new Keeper(index, queries, stream, feed, metrics, wish(settings), hands, changed);
  }

  /** How a server on the same data directory is asked to make its index anew. */
  public static RebuildWish wish(Settings settings) {
    return new RebuildWish(folder(settings));
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

  private Index shared(Settings.Search search, Around around) {
    var breaker = around.breakers().make("opensearch", IndexFault.class::isInstance);
    var threads = around.tasks().virtualThreads("opensearch");
    var client = new OpenSearchClient(search.server().url(), breaker, threads);
    return new OpenSearchIndex(client, analyzer, search.index().toLowerCase(Locale.ROOT));
  }

  /** The rule that {@link RateLimits} has to know. */
  public static RateLimits.Rule rule(Settings.Limits limits) {
    return new RateLimits.Rule(
        "searches_minute", limits.searchesPerMinute(), Duration.ofMinutes(1));
  }

  /** Brings the index nearer to the database; for a periodic job. */
  public void keep() {
    keeper.run();
  }

  /** What an index that all servers share hears of events; empty where each has its own. */
  public Optional<EventHandler> handler() {
    return index instanceof LuceneIndex
        ? Optional.empty()
        : Optional.of(new SearchHandler(index, feed));
  }

  /** For the health of the forum: throws where the index cannot be asked. */
  public void probe() {
    long _ = index.documents();
  }

  public void routes(
      JavalinDefaultRoutingApi routes,
      Site site,
      PageCopies copies,
      RateLimits rates,
      ClientAddress addresses) {
    var pool = tasks.workers("search", SEARCHING, WAITING);
    var searches = new Searches(index, results, analyzer, pool, metrics);
    var parser = new QueryParser(analyzer);
    var pages = new SearchPages(site, parser, searches, rates, rule, addresses, keeper::filling);
    // Of an index that others change, too, this server does not hear when it changes.
    Handler search = index instanceof LuceneIndex ? copies.keep(pages::search) : pages::search;
    routes.get(
        "/search",
        context -> {
          pages.limit(context);
          search.handle(context);
        });
  }

  @Override
  public void stop(Deadline deadline) throws Exception {
    keeper.stop(deadline);
  }
}
