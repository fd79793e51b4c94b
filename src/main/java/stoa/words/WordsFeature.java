package stoa.words;

import io.javalin.router.JavalinDefaultRoutingApi;
import io.prometheus.client.CollectorRegistry;
import java.time.InstantSource;
import stoa.access.Access;
import stoa.base.bus.EventHandler;
import stoa.base.db.Db;
import stoa.base.text.CharacterFolds;
import stoa.base.web.Site;
import stoa.topic.HeldPosts;
import stoa.topic.PostGate;

/** Watched words: lists, the look at what is written, and moderators' decisions. */
public final class WordsFeature {
  private final WordQueries queries;
  private final HitQueries hits;
  private final WordLists lists;
  private final HitTally tally;
  private final WordGate gate;
  private final Words words;
  private final Rescan rescan;
  private final InstantSource clock;

  public WordsFeature(
      Db db, Access access, CharacterFolds folds, CollectorRegistry registry, InstantSource clock) {
    this.clock = clock;
    this.queries = new WordQueries(db);
    this.hits = new HitQueries(db, access);
    this.lists = new WordLists(queries, new Folding(folds), registry);
    this.tally = new HitTally(hits, clock, registry);
    this.gate = new WordGate(lists, hits, tally, clock, registry);
    this.words = new Words(db, queries, hits, lists, clock);
    this.rescan = new Rescan(db, gate, hits, clock);
  }

  /** Looks at what members write. */
  public PostGate gate() {
    return gate;
  }

  /** Takes the newest lists where another server changed them; for a job every few seconds. */
  public void refresh() {
    lists.refresh();
  }

  /** Writes hit counts and records of rejected texts; for a job, and once more at the end. */
  public void flush() {
    tally.flush();
  }

  /** Looks at recent posts again when the lists have changed. */
  public EventHandler handler() {
    return new RescanHandler(lists, rescan);
  }

  /**
   * @param posts where moderators' decisions take effect
   */
  public void routes(JavalinDefaultRoutingApi routes, Site site, HeldPosts posts) {
    var list = new WordPages(site, words, queries, lists.folding());
    routes.get("/admin/words", list::list);
    routes.post("/admin/words/add", list::add);
    routes.post("/admin/words/paste", list::paste);
    routes.get("/admin/words/export", list::export);
    routes.post("/admin/words/{id}/delete", list::delete);

    var allowed = new AllowedPages(site, words, queries, lists.folding());
    routes.get("/admin/words/allowed", allowed::list);
    routes.post("/admin/words/allowed", allowed::allow);
    routes.post("/admin/words/allowed/{id}/delete", allowed::disallow);
    routes.post("/admin/words/exempt", allowed::exempt);
    routes.post("/admin/words/exempt/{id}/delete", allowed::endExemption);

    var trial = new TrialPages(site, lists, new DryRun(lists, hits, clock));
    routes.get("/admin/words/test", trial::form);
    routes.post("/admin/words/test", trial::look);
    routes.get("/admin/words/dry-run", trial::dryRunForm);
    routes.post("/admin/words/dry-run", trial::dryRun);

    var mod = new ModPages(site, words, hits, posts);
    routes.get("/mod", mod::list);
    routes.post("/mod/{id}/approve", mod::approve);
    routes.post("/mod/{id}/remove", mod::remove);
  }
}
