package stoa.wordfilter;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import stoa.wordfilter.match.Folding;
import stoa.wordfilter.match.WordMatcher;

/**
 * The lists at work. A change makes new ones beside them and then takes their place at once: a text
 * is looked at by the old lists or by the new ones, never by half of each.
 */
final class LoadedWords {
  private final WordQueries queries;
  private final Folding folding;
  private final ReentrantLock reloading = new ReentrantLock();
  private final Gauge words;
  private final Gauge bytes;
  private volatile Lists lists;

  /** Everything at one version. */
  record Lists(
      WordMatcher matcher,
      List<String> allowed,
      List<WordQueries.Exemption> exemptions,
      long version) {
    Lists {
      allowed = List.copyOf(allowed);
      exemptions = List.copyOf(exemptions);
    }

    boolean exempt(Set<Long> groups, long boardId) {
      return exemptions.stream().anyMatch(exemption -> exemption.covers(groups, boardId));
    }
  }

  LoadedWords(WordQueries queries, Folding folding, CollectorRegistry registry) {
    this.queries = queries;
    this.folding = folding;
    this.words =
        Gauge.build("forum_words_watched", "Words in the lists at work.").register(registry);
    this.bytes =
        Gauge.build("forum_words_automaton_bytes", "What finds them takes.").register(registry);
    this.lists = load();
  }

  Lists now() {
    return lists;
  }

  Folding folding() {
    return folding;
  }

  /** Takes the newest lists, where this server or another has changed them. */
  void refresh() {
    if (queries.version() == lists.version()) {
      return;
    }
    reloading.lock();
    try {
      lists = load();
    } finally {
      reloading.unlock();
    }
  }

  /** The version is read first: what changes while the lists are read is read again next time. */
  private Lists load() {
    long version = queries.version();
    var watched = queries.words();
    var allowed = queries.allowed().stream().map(WordQueries.Listed::text).toList();
    var matcher = new WordMatcher(folding, watched, allowed);
    words.set(watched.size());
    bytes.set((double) matcher.bytes());
    return new Lists(matcher, allowed, queries.exemptions(), version);
  }
}
