package stoa.topic;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stoa.base.Viewer;
import stoa.base.bus.Spool;
import stoa.base.bus.Submission;
import stoa.base.db.DatabaseAway;
import stoa.base.web.Site;

/** Takes a text into the spool where the database cannot take it, and says so. */
final class LatePages {
  private final Site site;
  private final Spool spool;
  private final PostLimits limits;
  private final Runnable help;
  private final InstantSource clock;

  /**
   * @param help carries out some of what waits, where that can be
   */
  LatePages(Site site, Spool spool, Runnable help, PostLimits limits, InstantSource clock) {
    this.site = site;
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
  void orElse(
      Context context,
      long topic,
      Runnable now,
      Function<Viewer.Member, @Nullable Submission> submission,
      Runnable faulty) {
    if (spool.holds(topic)) {
      help.run();
    }
    if (spool.holds(topic)) {
      var member = site.remembered(context);
      if (member.isPresent() && kept(context, member.get(), submission.apply(member.get()))) {
        return;
      }
    }
    try {
      now.run();
    } catch (DatabaseAway away) {
      Viewer.Member member = site.remembered(context).orElseThrow(() -> away);
      var text = submission.apply(member);
      if (text == null) {
        faulty.run();
      } else if (!kept(context, member, text)) {
        throw away;
      }
    }
  }

  /** Shows a form, or while the database is away one of what is at hand, to members alone. */
  void formOrElse(Context context, Runnable now, Supplier<AwayPage> away) {
    try {
      now.run();
    } catch (DatabaseAway why) {
      var _ = site.remembered(context).orElseThrow(() -> why);
      site.show(context, away.get());
    }
  }

  private boolean kept(Context context, Viewer.Member member, @Nullable Submission submission) {
    if (submission == null) {
      return false;
    }
    if (!spool.has(submission)) {
      limits.post(member);
    }
    try {
      spool.append(submission);
    } catch (Spool.Full e) {
      return false;
    }
    site.show(
        context,
        HttpStatus.ACCEPTED,
        new SpooledPage(submission.title(), submission.body(), context.path()));
    return true;
  }

  Submission topic(Viewer.Member member, String board, Topics.Draft draft) {
    return new Submission(
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

  Submission reply(Viewer.Member member, long topic, @Nullable Long parent, Topics.Draft draft) {
    return new Submission(
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
