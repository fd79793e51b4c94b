package stoa.topic;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stoa.base.Viewer;
import stoa.base.bus.Spool;
import stoa.base.bus.SpooledPost;
import stoa.base.db.DatabaseAway;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Takes a text into the spool where the database cannot take it, and says so. */
final class SpoolPages {
  private final Spool spool;
  private final PostLimits limits;
  private final Runnable help;
  private final InstantSource clock;

  /**
   * @param help carries out some of what waits, where that can be
   */
  SpoolPages(Spool spool, Runnable help, PostLimits limits, InstantSource clock) {
    this.spool = spool;
    this.help = help;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Writes now, or else later: when the database is away, or earlier replies to this topic still
   * wait.
   *
   * @param submission what to keep; null where the text itself is at fault
   * @param faulty shows such a text again
   */
  Answer orElse(
      Visit visit,
      Request request,
      long topic,
      Supplier<Answer> now,
      Function<Viewer.Member, @Nullable SpooledPost> submission,
      Supplier<Answer> faulty) {
    if (spool.holds(topic)) {
      help.run();
    }
    if (spool.holds(topic)) {
      var kept = kept(visit, request, submission);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    try {
      return now.get();
    } catch (DatabaseAway away) {
      Viewer.Member member = visit.remembered().orElseThrow(() -> away);
      return submission.apply(member) == null
          ? faulty.get()
          : kept(visit, request, submission).orElseThrow(() -> away);
    }
  }

  /** Answers with a form, or while the database is away with one of what is at hand, to members. */
  Answer formOrElse(Visit visit, Supplier<Answer> now, Supplier<AwayPage> away) {
    try {
      return now.get();
    } catch (DatabaseAway why) {
      var _ = visit.remembered().orElseThrow(() -> why);
      return Answer.page(away.get());
    }
  }

  /** Empty where it cannot be kept. */
  private Optional<Answer> kept(
      Visit visit, Request request, Function<Viewer.Member, @Nullable SpooledPost> submission) {
    return visit
        .remembered()
        .flatMap(member ->
            Optional.ofNullable(submission.apply(member))
                .filter(text -> appended(member, text))
                .map(text ->
                    Answer.accepted(new SpooledPage(text.title(), text.body(), request.path()))));
  }

  private boolean appended(Viewer.Member member, SpooledPost submission) {
    if (!spool.has(submission)) {
      limits.post(member);
    }
    try {
      spool.append(submission);
      return true;
    } catch (Spool.Full e) {
      return false;
    }
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
}
