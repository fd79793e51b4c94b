package stoa.base.cache;

import java.util.Collection;
import java.util.Optional;

/**
 * Copies of what is in the database, under one name and with one time to live. Anything in it may
 * vanish at any moment, and a cache that is away is one that is empty: it never fails.
 */
public interface Cache<V> {
  /** What is there, and the only way to put something there: so nothing is put unlooked. */
  Place<V> look(String key);

  /** The same where something is there and need not be waited for. */
  Optional<Place<V>> ifLocal(String key);

  /**
   * From now on nobody gets what was there, on any server, and what was read before is not put
   * there any more; where the cache is away, as soon as it is back.
   */
  void remove(Collection<String> keys);

  /** What was under a key when it was looked at. */
  interface Place<V> {
    Optional<V> found();

    /**
     * Keeps a copy, unless the key was removed since the look: then it may show what was before,
     * however late it comes.
     */
    void put(V value);
  }

  /** How a value is written where servers share it. */
  interface Codec<V> {
    String text(V value);

    /** Empty where it was written by another version of the forum. */
    Optional<V> value(String text);
  }
}
