package stoa.wordfilter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import stoa.base.Deadline;
import stoa.base.view.Urls;
import stoa.markup.VisibleText;
import stoa.wordfilter.match.Word;
import stoa.wordfilter.match.WordMatcher;

/** What words would have found in the posts of some days; changes nothing. */
final class DryRun {
  /** A run is part of a request: it ends after so many posts or so much time. */
  private static final int MOST_POSTS = 5000;

  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int BATCH = 250;
  private static final int SAMPLES = 3;
  private static final int MOST_LINES = 200;

  private final LoadedWords lists;
  private final HitQueries queries;
  private final InstantSource clock;

  DryRun(LoadedWords lists, HitQueries queries, InstantSource clock) {
    this.lists = lists;
    this.queries = queries;
    this.clock = clock;
  }

  /**
   * @param words to try; empty for the lists at work
   */
  DryRunPage.Result run(List<Word> words, int days) {
    Instant since = clock.instant().minus(Duration.ofDays(days));
    var run = new Run(words.isEmpty() ? lists.now().matcher() : candidates(words));
    var deadline = Deadline.in(LONGEST);
    long below = Long.MAX_VALUE;
    boolean more = true;
    while (more && run.looked < MOST_POSTS && !deadline.passed()) {
      var batch = queries.recent(below, since, BATCH);
      batch.forEach(run::look);
      more = batch.size() == BATCH;
      below = batch.isEmpty() ? 0 : batch.getLast().id();
    }
    return run.result(more);
  }

  /** With numbers of their own, and with the allowed words that are there. */
  private WordMatcher candidates(List<Word> words) {
    var numbered = new ArrayList<Word>();
    for (Word word : words) {
      numbered.add(new Word(numbered.size(), word.text(), word.action(), "", null, "", ""));
    }
    return new WordMatcher(lists.folding(), numbered, lists.now().allowed());
  }

  private static final class Run {
    private final WordMatcher matcher;
    private final Map<Word, Tally> tallies = new LinkedHashMap<>();
    private long looked;
    private long found;

    Run(WordMatcher matcher) {
      this.matcher = matcher;
    }

    private static final class Tally {
      private final List<DryRunPage.Sample> samples = new ArrayList<>();
      private long posts;
    }

    void look(HitQueries.Recent post) {
      looked++;
      var lines = new ArrayList<Findings.Line>();
      WordFilter.add(lines, matcher, post.boardId(), post.title(), true);
      WordFilter.add(lines, matcher, post.boardId(), VisibleText.of(post.html()), false);
      Set<Word> words = new LinkedHashSet<>();
      for (Findings.Line line : lines) {
        if (words.add(line.hit().word())) {
          count(line, post.id());
        }
      }
      found += lines.isEmpty() ? 0 : 1;
    }

    private void count(Findings.Line line, long post) {
      var tally = tallies.computeIfAbsent(line.hit().word(), _ -> new Tally());
      tally.posts++;
      if (tally.samples.size() < SAMPLES) {
        tally.samples.add(new DryRunPage.Sample(Urls.post(post), line.excerpt()));
      }
    }

    DryRunPage.Result result(boolean cut) {
      var lines =
          tallies.entrySet().stream()
              .map(entry ->
                  new DryRunPage.Line(
                      entry.getKey().text(), entry.getValue().posts, entry.getValue().samples))
              .sorted(Comparator.comparingLong(DryRunPage.Line::posts).reversed())
              .limit(MOST_LINES)
              .collect(Collectors.toList());
      return new DryRunPage.Result(looked, found, cut, lines);
    }
  }
}
