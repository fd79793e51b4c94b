import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Topics and the order in which their posts are written. Half of all posts lie in topics by Zipf's
 * law, the greatest of up to 100,000; the others are in topics of some 8. Posts of many topics come
 * in between each other, as they do in a forum: the posts of one page lie far apart on the disk.
 */
final class Topics {
  private static final int LARGEST = 100_000;
  private static final int USUAL = 15;

  /** Of the whole history: nine days in six years. */
  private static final double SHORT = 0.004;

  /** A topic's next post; {@code at} is a share of the whole history. */
  record Turn(double at, int topic, int position) {}

  private final SplittableRandom random = new SplittableRandom(5);
  private final int[] sizes;
  private final PriorityQueue<Turn> open =
      new PriorityQueue<>((one, other) -> Double.compare(one.at(), other.at()));
  private final long[] first;
  private final long[] last;
  private final int[] author;
  private final int[] lastAuthor;
  private final double[] ended;
  private int begun;

  Topics(int posts) {
    int count = Math.max(1, posts / USUAL);
    sizes = sizes(posts, count);
    first = new long[count];
    last = new long[count];
    author = new int[count];
    lastAuthor = new int[count];
    ended = new double[count];
  }

  private int[] sizes(int posts, int count) {
    int[] made = new int[count];
    double harmonic = Math.log(count);
    long sum = 0;
    for (int rank = 1; rank <= count; rank++) {
      long share = Math.round(posts / 2.0 / rank / harmonic);
      made[rank - 1] = (int) Math.min(LARGEST, share + 1 + random.nextInt(14));
      sum += made[rank - 1];
    }
    level(made, posts - sum);
    shuffle(made);
    return made;
  }

  /** Exactly as many posts as were asked for. */
  private static void level(int[] sizes, long missing) {
    long left = missing;
    for (int i = sizes.length - 1;
        left != 0;
        i = i == sizes.length / 2 ? sizes.length - 1 : i - 1) {
      if (left > 0 || sizes[i] > 1) {
        sizes[i] += left > 0 ? 1 : -1;
        left += left > 0 ? -1 : 1;
      }
    }
  }

  /** The greatest begins early, or it could not have become so great. */
  private void shuffle(int[] sizes) {
    int early = sizes.length / 20;
    swap(sizes, 0, early);
    for (int i = sizes.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      if (i != early && other != early) {
        swap(sizes, i, other);
      }
    }
  }

  private static void swap(int[] sizes, int one, int other) {
    int size = sizes[one];
    sizes[one] = sizes[other];
    sizes[other] = size;
  }

  int count() {
    return sizes.length;
  }

  Turn next() {
    while (begun < sizes.length && (open.isEmpty() || begun(begun) <= open.peek().at())) {
      open.add(new Turn(begun(begun), begun, 1));
      begun++;
    }
    Turn turn = open.poll();
    if (turn.position() < sizes[turn.topic()]) {
      open.add(after(turn));
    }
    return turn;
  }

  private Turn after(Turn turn) {
    int topic = turn.topic();
    double begin = begun(topic);
    double span = Math.min(1 - begin, SHORT * Math.max(1, sizes[topic] / 30.0));
    double at = begin + span * (turn.position() - 1 + random.nextDouble()) / sizes[topic];
    return new Turn(Math.max(at, turn.at()), topic, turn.position() + 1);
  }

  double begun(int topic) {
    return (double) topic / sizes.length;
  }

  /** The post that a post answers, for one in five; else 0. */
  long parent(Turn turn, long id) {
    if (turn.position() == 1 || Likes.mix(id) >>> 8 > (1L << 56) / 5) {
      return 0;
    }
    return id % 4 == 0 ? first[turn.topic()] : last[turn.topic()];
  }

  void wrote(Turn turn, long id, int by) {
    int topic = turn.topic();
    if (turn.position() == 1) {
      first[topic] = id;
      author[topic] = by;
    }
    last[topic] = id;
    lastAuthor[topic] = by;
    ended[topic] = turn.at();
  }

  int size(int topic) {
    return sizes[topic];
  }

  long first(int topic) {
    return first[topic];
  }

  long last(int topic) {
    return last[topic];
  }

  int author(int topic) {
    return author[topic];
  }

  int lastAuthor(int topic) {
    return lastAuthor[topic];
  }

  double ended(int topic) {
    return ended[topic];
  }
}
