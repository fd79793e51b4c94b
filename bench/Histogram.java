/**
 * Times in microseconds, exact to 1.6 %: 64 steps to each power of two, so that a minute needs no
 * more room than a millisecond.
 */
final class Histogram {
  private static final int STEPS = 64;
  private static final int BITS = 6;

  private final long[] counts = new long[STEPS * 40];
  private long total;

  void add(long nanos) {
    counts[slot(Math.max(0, nanos / 1_000))]++;
    total++;
  }

  private static int slot(long micros) {
    int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(micros | 1) - BITS);
    return shift * STEPS + (int) (micros >>> shift);
  }

  long total() {
    return total;
  }

  /** Milliseconds that so many percent did not exceed; 0 where nothing was counted. */
  double millis(double percent) {
    long wanted = (long) Math.ceil(total * percent / 100);
    long seen = 0;
    for (int i = 0; i < counts.length && total > 0; i++) {
      seen += counts[i];
      if (seen >= Math.max(1, wanted)) {
        return highest(i) / 1_000.0;
      }
    }
    return 0;
  }

  private static long highest(int slot) {
    int shift = Math.max(0, slot / STEPS - 1);
    long step = slot - (long) shift * STEPS;
    return ((step + 1) << shift) - 1;
  }
}
