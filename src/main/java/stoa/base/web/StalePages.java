package stoa.base.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import stoa.event.Tags;

/**
 * The last good copies of what guests have read, for the time when the database is away. Never
 * served while it is there. A copy ends where something is removed that it shows, and all of them
 * where somebody may see less than before.
 */
public final class StalePages {
  /** Bytes; a page has some 20,000. */
  private static final long SIZE = 8L << 20;

  private static final Duration LONGEST = Duration.ofHours(6);

  private final Cache<String, Copy> copies =
      Caffeine.newBuilder()
          .maximumWeight(SIZE)
          .weigher((String key, Copy copy) -> copy.bytes().length + key.length() + 100)
          .expireAfterWrite(LONGEST)
          .build();

  /** As it went out: a string may take twice as much. */
  @SuppressWarnings("ArrayRecordComponent") // it is compared with nothing
  record Copy(byte[] bytes, Set<String> tags) {
    private static final String CONTENT = "<main id=\"main\" class=\"wrap\" tabindex=\"-1\">";

    /** With a sentence above its content. */
    String marked(String text) {
      return new String(bytes, StandardCharsets.UTF_8)
          .replace(
              CONTENT, CONTENT + "\n<p class=\"callout warn\" role=\"status\">" + text + "</p>");
    }
  }

  /**
   * Keeps a page that was made for a guest and has nothing of their own on it.
   *
   * @param shows the tags of what is on it
   */
  void keep(Locale locale, String address, byte[] html, Set<String> shows) {
    copies.put(key(locale, address), new Copy(html, shows));
  }

  /** Ends the copies of what is no longer for everybody. */
  public void changed(Collection<String> tags) {
    if (tags.contains(Tags.ALL)) {
      copies.invalidateAll();
    } else if (tags.contains(Tags.REMOVED)) {
      copies.asMap().values().removeIf(copy -> !Collections.disjoint(copy.tags(), tags));
    }
  }

  Optional<Copy> find(Locale locale, String address) {
    return Optional.ofNullable(copies.getIfPresent(key(locale, address)));
  }

  private static String key(Locale locale, String address) {
    return locale.toLanguageTag() + " " + address;
  }
}
