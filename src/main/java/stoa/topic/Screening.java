package stoa.topic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stoa.access.Act;
import stoa.access.Viewer;
import stoa.base.Deadline;
import stoa.base.Message;
import stoa.base.db.Tx;
import stoa.markup.Renderer;
import stoa.markup.VisibleText;

/** Renders what a member wrote and has it looked at. */
final class Screening {
  /** How long a writer waits for their text to be rendered before they are asked to try again. */
  private static final Duration RENDERING = Duration.ofSeconds(3);

  private final Renderer renderer;
  private final PostFilter gate;

  Screening(Renderer renderer, PostFilter gate) {
    this.renderer = renderer;
    this.gate = gate;
  }

  /**
   * A text that was looked at.
   *
   * @param pending whether it waits for a moderator
   * @param finding null where nothing was found
   * @param rejected why it cannot be kept; null where it can
   */
  record Screened(
      Topics.Draft draft,
      PostQueries.Rendered text,
      boolean pending,
      PostFilter.@Nullable Finding finding,
      PostFilter.Verdict.@Nullable Rejected rejected) {

    /** Whether nothing is to be done but to keep it. */
    boolean quick() {
      return !pending && finding == null;
    }

    void keepFinding(Tx tx, long postId) {
      if (finding != null) {
        finding.keep(tx, postId);
      }
    }
  }

  Screened look(Viewer.Member author, long boardId, long postId, Topics.Draft draft) {
    return look(author, boardId, postId, draft, true);
  }

  private Screened look(
      Viewer.Member author, long boardId, long postId, Topics.Draft draft, boolean first) {
    var text = rendered(draft.body(), postId);
    if (!VisibleText.isAny(text.html())) {
      return rejected(draft, text, "form.bodyShowsNothing");
    }
    var seen = new PostFilter.Draft(draft.title(), draft.body(), text.html());
    boolean waits = !Act.WITHOUT_APPROVAL.allowedTo(author, boardId);
    return switch (gate.check(author, boardId, seen)) {
      case PostFilter.Verdict.Pass() -> new Screened(draft, text, waits, null, null);
      case PostFilter.Verdict.Flagged(var finding) ->
          new Screened(draft, text, waits, finding, null);
      case PostFilter.Verdict.Pending(var finding) ->
          new Screened(draft, text, true, finding, null);
      case PostFilter.Verdict.Rejected rejected -> new Screened(draft, text, false, null, rejected);
      case PostFilter.Verdict.Replaced replaced when first ->
          look(author, boardId, postId, draft.with(replaced), false);
      // The replacements are themselves watched, or stand in the shown text alone.
      case PostFilter.Verdict.Replaced _ -> rejected(draft, text, "error.watchedWord");
    };
  }

  private static Screened rejected(Topics.Draft draft, PostQueries.Rendered text, String why) {
    var verdict = new PostFilter.Verdict.Rejected(Message.of(why), false);
    return new Screened(draft, text, false, null, verdict);
  }

  private PostQueries.Rendered rendered(String source, long postId) {
    String html = renderer.render(source, "p" + postId + "-", Deadline.in(RENDERING));
    return new PostQueries.Rendered(source, html, renderer.version());
  }
}
