package stoa.event;

/** What copies show, and events change. */
public final class Tags {
  /** The tree of boards with its counts and last posts: the index, and the frame of each board. */
  public static final String BOARDS = "boards";

  /** The boards' names and order alone. */
  public static final String TREE = "tree";

  /** The lists across boards. */
  public static final String LATEST = "latest";

  /** Which posts are deleted, wherever they stand: what counts posts that can be read. */
  public static final String REMOVED = "removed";

  /** The index that is searched, on this server. */
  public static final String SEARCH = "search";

  /** Everything: for what is rare and stands on too many pages to be named. */
  public static final String ALL = "*";

  private Tags() {}

  /** The lists of one board's topics. */
  public static String board(long id) {
    return "board:" + id;
  }

  /** A topic and its posts. */
  public static String topic(long id) {
    return "topic:" + id;
  }

  /** A member, and what ties them to pages. */
  public static String member(long id) {
    return "member:" + id;
  }

  /** What a member has read. */
  public static String reading(long id) {
    return "reading:" + id;
  }

  /** What a member has written. */
  public static String author(long id) {
    return "author:" + id;
  }

  /** Which groups a member is in. */
  public static String groups(long id) {
    return "groups:" + id;
  }

  /** A member's notifications; servers of the version before listen to this spelling. */
  public static String notifications(long id) {
    return "notices:" + id;
  }
}
