import java.util.SplittableRandom;

/** Who writes how much: few write most, by Zipf's law. Ids are 1 to {@link #count}. */
final class Members {
  private final SplittableRandom random = new SplittableRandom(11);
  private final int count;
  private final long[] topics;
  private final long[] posts;
  private final long[] score;

  Members(int count) {
    this.count = count;
    this.topics = new long[count + 2];
    this.posts = new long[count + 2];
    this.score = new long[count + 2];
  }

  int count() {
    return count;
  }

  int author() {
    return (int) Math.pow(count + 1, random.nextDouble());
  }

  /** Different ones for one post. */
  int liker(long post, int number) {
    return (int) ((Likes.mix(post) >>> 1) % count + number * (count / 5)) % count + 1;
  }

  void wrote(int author, boolean topic, int likes) {
    posts[author]++;
    topics[author] += topic ? 1 : 0;
    score[author] += likes;
  }

  long topics(int id) {
    return topics[id];
  }

  long posts(int id) {
    return posts[id];
  }

  long score(int id) {
    return score[id];
  }
}
