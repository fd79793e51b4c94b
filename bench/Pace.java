/**
 * How long things are measured, in seconds.
 *
 * @param first warming of all pages together
 * @param warm one try of warming
 * @param tries of warming at most
 * @param rounds of replies and pgbench in turn
 * @param soak minutes
 */
record Pace(
    int first,
    int row,
    int open,
    int bare,
    int warm,
    int tries,
    int overload,
    int restarts,
    int rounds,
    int soak) {
  static final Pace QUICK = new Pace(6, 2, 1, 1, 1, 2, 4, 3, 1, 1);
  static final Pace FULL = new Pace(30, 10, 10, 4, 2, 15, 120, 5, 3, 10);
}
