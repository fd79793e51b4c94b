package stoa.topic;

import java.time.Duration;
import stoa.base.Deadline;
import stoa.markup.Renderer;

/**
 * Makes the HTML of posts anew that an older renderer made, a few at a time, beside the forum's
 * work.
 */
final class Outdated {
  private static final int BATCH = 100;
  private static final Duration EACH = Duration.ofSeconds(5);

  private final OutdatedQueries queries;
  private final Renderer renderer;

  Outdated(OutdatedQueries queries, Renderer renderer) {
    this.queries = queries;
    this.renderer = renderer;
  }

  /** One batch; the next turn of the job takes the next. */
  void renderSome() {
    for (var post : queries.next(renderer.version(), BATCH)) {
      String html = renderer.render(post.source(), "p" + post.id() + "-", Deadline.in(EACH));
      queries.replace(post, html, renderer.version());
    }
  }
}
