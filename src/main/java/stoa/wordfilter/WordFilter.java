package stoa.wordfilter;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.markup.VisibleText;
import stoa.topic.PostFilter;
import stoa.wordfilter.match.Action;
import stoa.wordfilter.match.Hit;
import stoa.wordfilter.match.WordMatcher;

/** Looks for watched words in what is about to be written. */
final class WordFilter implements PostFilter {
  private static final List<String> VERDICTS =
      List.of("pass", "rejected", "held", "replaced", "flagged");

  private final LoadedWords lists;
  private final HitQueries queries;
  private final HitTally tally;
  private final InstantSource clock;
  private final Counter verdicts;
  private final Histogram time;

  WordFilter(
      LoadedWords lists,
      HitQueries queries,
      HitTally tally,
      InstantSource clock,
      CollectorRegistry registry) {
    this.lists = lists;
    this.queries = queries;
    this.tally = tally;
    this.clock = clock;
    this.verdicts =
        Counter.build("forum_words_checks_total", "Texts looked at for watched words, by the end.")
            .labelNames("verdict")
            .register(registry);
    VERDICTS.forEach(verdicts::labels);
    this.time =
        Histogram.build("forum_words_check_seconds", "How long a look takes.")
            .buckets(.0001, .0003, .001, .003, .01, .03, .1)
            .register(registry);
  }

  @Override
  public Verdict check(Viewer.Member author, long boardId, Draft draft) {
    try (var _ = time.startTimer()) {
      var verdict = verdict(author, boardId, draft);
      verdicts.labels(label(verdict)).inc();
      return verdict;
    }
  }

  private static String label(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> "pass";
      case Verdict.Rejected _ -> "rejected";
      case Verdict.Pending _ -> "held";
      case Verdict.Replaced _ -> "replaced";
      case Verdict.Flagged _ -> "flagged";
    };
  }

  private Verdict verdict(Viewer.Member author, long boardId, Draft draft) {
    var found = find(boardId, author.id(), author.groups(), draft.title(), draft.html());
    if (found.isEmpty()) {
      return new Verdict.Pass();
    }
    tally.count(found);
    return switch (found.worst()) {
      case REJECT -> rejected(found);
      case HOLD -> new Verdict.Pending((tx, post) -> queries.insert(tx, post, found));
      case REPLACE -> replaced(boardId, draft, found);
      case FLAG -> new Verdict.Flagged((tx, post) -> queries.insert(tx, post, found));
    };
  }

  /** Every hit in a title and a rendered text, by the lists of this moment. */
  Findings find(
      long boardId, @Nullable Long author, @Nullable Set<Long> groups, String title, String html) {
    var now = lists.now();
    var lines = new ArrayList<Findings.Line>();
    // Without words to look for the text need not be read; it is parsed for that.
    boolean watched = !now.matcher().watchesNothing();
    if (watched && (groups == null || !now.exempt(groups, boardId))) {
      add(lines, now.matcher(), boardId, title, true);
      add(lines, now.matcher(), boardId, VisibleText.of(html), false);
    }
    return new Findings(boardId, author, now.version(), clock.instant(), lines);
  }

  static void add(
      List<Findings.Line> lines, WordMatcher matcher, long boardId, String text, boolean title) {
    for (Hit hit : matcher.hits(text)) {
      if (hit.word().watchedOn(boardId)) {
        lines.add(Findings.Line.of(hit, title, text));
      }
    }
  }

  private Verdict rejected(Findings found) {
    tally.rejected(found);
    var line = found.first(Action.REJECT);
    String own = line.hit().word().message();
    var why =
        own.isEmpty()
            ? Message.of("error.watchedWordIn", line.excerpt())
            : Message.of("error.watchedSaying", own);
    return new Verdict.Rejected(why, line.inTitle());
  }

  /** Pending where the word is seen only in the rendered text, such as one that links part. */
  private Verdict replaced(long boardId, Draft draft, Findings found) {
    String title = replaced(boardId, draft.title());
    String source = replaced(boardId, draft.source());
    boolean same = title.equals(draft.title()) && source.equals(draft.source());
    return same
        ? new Verdict.Pending((tx, post) -> queries.insert(tx, post, found))
        : new Verdict.Replaced(title, source);
  }

  private String replaced(long boardId, String text) {
    var hits =
        lists.now().matcher().hits(text).stream()
            .filter(hit -> hit.word().action() == Action.REPLACE && hit.word().watchedOn(boardId))
            .sorted(
                Comparator.comparingInt(Hit::start)
                    .thenComparing(Hit::end, Comparator.reverseOrder()))
            .toList();
    var out = new StringBuilder();
    int done = 0;
    for (Hit hit : hits) {
      if (hit.start() >= done) {
        out.append(text, done, hit.start()).append(hit.word().replacement());
        done = hit.end();
      }
    }
    return out.append(text, done, text.length()).toString();
  }
}
