package stoa.topic;

/** Where posts stand in their topic. */
public final class Posts {
  /**
   * Twenty, as readers of classic forums expect; a change would move every post to another page.
   */
  static final int ON_A_PAGE = 20;

  private Posts() {}

  /** The page that shows that position, from 1. */
  public static int page(int position) {
    return (position - 1) / ON_A_PAGE + 1;
  }

  static int first(int page) {
    return (page - 1) * ON_A_PAGE + 1;
  }

  static int last(int page) {
    return page * ON_A_PAGE;
  }
}
