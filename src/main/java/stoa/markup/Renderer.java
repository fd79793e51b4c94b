package stoa.markup;

import stoa.base.Deadline;
import stoa.base.runtime.WorkerPool;

/**
 * Renders long texts in a small pool of its own and under a deadline, so that one made to be slow
 * takes neither the pages' threads nor anybody's patience.
 */
public final class Renderer {
  /**
   * Characters that cannot be slow, whatever they are: they are rendered where they came in, since
   * handing them to another thread and back takes as long as most of them do.
   */
  private static final int SHORT = 1_000;

  private final Markup markup;
  private final WorkerPool pool;

  public Renderer(Markup markup, WorkerPool pool) {
    this.markup = markup;
    this.pool = pool;
  }

  /** The version to keep beside the HTML: what an older one made is made again. */
  public int version() {
    return Markup.VERSION;
  }

  /**
   * Sanitized HTML of a source text.
   *
   * @param prefix begins every id in it, so that two posts on a page never share one
   * @throws stoa.base.Refused as unavailable when the pool is full or the deadline passes
   */
  public String render(String source, String prefix, Deadline deadline) {
    return source.length() <= SHORT
        ? markup.render(source, prefix)
        : pool.call(deadline, () -> markup.render(source, prefix));
  }
}
