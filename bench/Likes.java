/** How many like a post, by its id alone, so that it need not be kept for ten million of them. */
final class Likes {
  private Likes() {}

  /** One post in twelve has some, up to four. */
  static int of(long post) {
    long mixed = mix(post);
    return (mixed >>> 32) % 12 == 0 ? 1 + (int) ((mixed >>> 16) & 3) : 0;
  }

  /** SplitMix64's last step: a number that looks random. */
  static long mix(long number) {
    long z = (number + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
