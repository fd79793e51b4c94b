package stoa.base.cache;

import java.util.Collection;
import java.util.Optional;

/**
 * Copies of what is in the database, under one name and with one time to live. Anything in it may
 * vanish at any moment, and a cache that is away is one that is empty: it never fails.
 */
public interface Cache<V> {
  Optional<V> get(String key);

  /** The same, empty where that would have to be waited for. */
  Optional<V> ifLocal(String key);

  void put(String key, V value);

  /**
   * From now on nobody gets what was there, on any server; where the cache is away, as soon as it
   * is back.
   */
  void remove(Collection<String> keys);

  /** How a value is written where servers share it. */
  interface Codec<V> {
    String text(V value);

    /** Empty where it was written by another version of the forum. */
    Optional<V> value(String text);
  }
}
