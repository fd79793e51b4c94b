package stoa.spool;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.db.DatabaseAway;
import stoa.base.view.View;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Takes a text into the spool where the database cannot take it, and says so. */
public final class SpoolPages {
  private final Spool spool;
  private final Consumer<Viewer.Member> limit;
  private final Runnable help;

  /**
   * @param help carries out some of what waits, where that can be
   * @param limit refuses who writes too fast
   */
  public SpoolPages(Spool spool, Runnable help, Consumer<Viewer.Member> limit) {
    this.spool = spool;
    this.help = help;
    this.limit = limit;
  }

  /**
   * Writes now, or else later: when the database is away, or earlier replies to this topic still
   * wait.
   *
   * @param submission what to keep; null where the text itself is at fault
   * @param faulty shows such a text again
   */
  public Answer orElse(
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
  public Answer formOrElse(Visit visit, Supplier<Answer> now, Supplier<? extends View> away) {
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
      limit.accept(member);
    }
    try {
      spool.append(submission);
      return true;
    } catch (Spool.Full e) {
      return false;
    }
  }
}
