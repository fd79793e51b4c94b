package stoa.topic;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.spool.SpoolReplay;
import stoa.spool.SpooledPost;
import stoa.tree.Boards;

/** Topics and replies as the spool holds them: from a form, and to where they are posted. */
final class SpooledWriting {
  private final Topics topics;
  private final Boards boards;
  private final InstantSource clock;

  SpooledWriting(Topics topics, Boards boards, InstantSource clock) {
    this.topics = topics;
    this.boards = boards;
    this.clock = clock;
  }

  SpooledPost topic(Viewer.Member member, String board, Topics.Draft draft) {
    return new SpooledPost(
        member.id(),
        board,
        0,
        null,
        draft.title(),
        draft.tags(),
        draft.body(),
        draft.once(),
        clock.instant());
  }

  SpooledPost reply(Viewer.Member member, long topic, @Nullable Long parent, Topics.Draft draft) {
    return new SpooledPost(
        member.id(),
        null,
        topic,
        parent,
        "",
        draft.tags(),
        draft.body(),
        draft.once(),
        clock.instant());
  }

  /** Posts what has waited; see {@link SpoolReplay.Poster}. */
  void post(Viewer.Member author, SpooledPost text) {
    var draft = new Topics.Draft(text.title(), text.body(), text.tags(), text.once());
    String slug = text.boardSlug();
    Topics.Written written;
    if (slug != null) {
      var board = boards.tree(author).named(slug).orElseThrow(Refused::notFound);
      written = topics.open(author, board.id(), draft, Topics.Pace.REPLAYED);
    } else {
      var topic = topics.answered(author, text.topicId());
      written = topics.reply(author, topic, text.parent(), draft, Topics.Pace.REPLAYED);
    }
    if (written instanceof Topics.Written.Rejected(PostFilter.Verdict.Rejected(var why, _))) {
      // Without what was found: the notification that gives it back keeps a key alone.
      boolean whole = why.arguments().isEmpty();
      throw new Refused(new Refusal.Forbidden(whole ? why : Message.of("error.watchedWord")));
    }
  }
}
