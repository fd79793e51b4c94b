package stoa.base.pagecache;

import org.jspecify.annotations.Nullable;
import stoa.base.web.Answer;
import stoa.base.web.Request;

/** What a handler answered is nothing that can be kept. */
final class NotCacheable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Request request;
  private final transient @Nullable Answer answer;

  /**
   * @param request the one that asked; others may have waited for it
   * @param answer null: there is none to this
   */
  NotCacheable(Request request, @Nullable Answer answer) {
    super(null, null, false, false);
    this.request = request;
    this.answer = answer;
  }

  /** What was answered to that very request, and to no other's. */
  @Nullable Answer answerTo(Request asking) {
    return asking == request ? answer : null;
  }
}
