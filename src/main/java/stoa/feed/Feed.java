package stoa.feed;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One feed. Addresses are paths of this forum.
 *
 * @param id for ever, whatever its title and address become
 * @param page what it is a feed of
 * @param since when it changed last where it has no entry
 */
record Feed(String id, String self, String page, String title, Instant since, List<Entry> entries) {
  Feed {
    entries = List.copyOf(entries);
  }

  Instant updated() {
    return entries.stream().map(Entry::updated).max(Comparator.naturalOrder()).orElse(since);
  }
}
