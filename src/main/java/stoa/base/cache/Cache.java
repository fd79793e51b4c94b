package stoa.base.cache;

import java.util.Optional;

/**
 * Copies of what is in the database, under one name and with one time to live. Anything in it may
 * vanish at any moment, and a cache that is away is one that is empty: it never fails.
 */
public interface Cache {
  Optional<String> get(String key);

  /** The same, empty where that would have to be waited for. */
  Optional<String> atHand(String key);

  void put(String key, String value);

  /** From now on nobody gets what was there; where the cache is away, as soon as it is back. */
  void remove(String key);
}
