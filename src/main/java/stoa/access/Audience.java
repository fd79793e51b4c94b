package stoa.access;

/**
 * Readers who may read the same: the key of what is kept for several of them.
 *
 * @param hidden whether they also find what waits and what was deleted
 */
public record Audience(boolean hidden) {
  /** Everybody, guests too. */
  public static final Audience ALL = new Audience(false);
}
