package stoa.wordfilter;

import java.time.Duration;
import java.util.List;
import stoa.access.Act;
import stoa.base.bus.Events;
import stoa.base.text.CharacterFolds;
import stoa.base.view.Menu;
import stoa.base.web.Right;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;
import stoa.topic.PostFilter;
import stoa.wordfilter.match.Folding;

/** Watched words: lists, the look at what is written, and moderators' decisions. */
public final class WordsFeature implements Feature {
  /** A week's posts of a large forum. */
  private static final Duration RESCAN = Duration.ofMinutes(10);

  private final WordQueries queries;
  private final HitQueries hits;
  private final LoadedWords lists;
  private final HitTally tally;
  private final WordFilter gate;
  private final WordLists words;
  private final Rescan rescan;
  private final Services services;

  public WordsFeature(Services services, CharacterFolds folds) {
    this.services = services;
    var db = services.db();
    var clock = services.clock();
    var registry = services.registry();
    this.queries = new WordQueries(db);
    this.hits = new HitQueries(db, services.access());
    this.lists = new LoadedWords(queries, new Folding(folds), registry);
    this.tally = new HitTally(hits, clock, services.writeBehinds());
    this.gate = new WordFilter(lists, hits, tally, clock, registry);
    this.words = new WordLists(db, queries, lists, clock);
    this.rescan = new Rescan(db, gate, hits, clock);
  }

  /** Looks at what members write. */
  public PostFilter gate() {
    return gate;
  }

  /** Writes hit counts and records of rejected texts. */
  @Override
  public void flush() {
    tally.flush();
  }

  /** Looks at recent posts again when the lists have changed. */
  @Override
  public List<Events.Wiring> effects() {
    var handler = new RescanHandler(lists, rescan);
    return List.of(new Events.Wiring(handler, services.settings().events().words(), RESCAN));
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        // Where another server changed the lists.
        Job.every(Duration.ofSeconds(3), "watched words", lists::refresh),
        Job.every(Duration.ofSeconds(5), "word hits", tally::flush));
  }

  @Override
  public void routes(Routes routes) {
    var list = new WordPages(words, queries, lists.folding());
    routes
        .page("/admin/words", Right.to(Act.ADMINISTER), list::list)
        .inMenu(Menu.Place.ADMINISTRATION, 40, "words.title");
    routes.form("/admin/words/add", Right.to(Act.ADMINISTER), list::add);
    routes.form("/admin/words/paste", Right.to(Act.ADMINISTER), list::paste);
    routes.page("/admin/words/export", Right.to(Act.ADMINISTER), list::export);
    routes.form("/admin/words/{id}/delete", Right.to(Act.ADMINISTER), list::delete);

    var allowed = new AllowedPages(services.access(), words, queries, lists.folding());
    routes.page("/admin/words/allowed", Right.to(Act.ADMINISTER), allowed::list);
    routes.form("/admin/words/allowed", Right.to(Act.ADMINISTER), allowed::allow);
    routes.form("/admin/words/allowed/{id}/delete", Right.to(Act.ADMINISTER), allowed::disallow);
    routes.form("/admin/words/exempt", Right.to(Act.ADMINISTER), allowed::exempt);
    routes.form("/admin/words/exempt/{id}/delete", Right.to(Act.ADMINISTER), allowed::endExemption);

    var trial = new TrialPages(lists, new DryRun(lists, hits, services.clock()));
    routes.page("/admin/words/test", Right.to(Act.ADMINISTER), trial::form);
    routes.form("/admin/words/test", Right.to(Act.ADMINISTER), trial::look);
    routes.page("/admin/words/dry-run", Right.to(Act.ADMINISTER), trial::dryRunForm);
    routes.form("/admin/words/dry-run", Right.to(Act.ADMINISTER), trial::dryRun);
  }
}
