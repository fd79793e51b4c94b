package stoa.topic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.bus.Spool;
import stoa.base.bus.Submission;
import stoa.base.db.Db;

/**
 * Carries out what waits in the spool, in its order. Every right is checked as if it were written
 * now; what can no longer be posted goes back to its author.
 */
final class LateTexts {
  private static final Logger LOG = LoggerFactory.getLogger(LateTexts.class);

  /** In one run of the job, so that people who are there have their share of the database. */
  private static final int AT_ONCE = 50;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Db db;
  private final Spool spool;
  private final LateQueries queries;
  private final InstantSource clock;
  private Duration pause = FIRST_PAUSE;
  private long notBefore = System.nanoTime();

  LateTexts(Db db, Spool spool, LateQueries queries, InstantSource clock) {
    this.db = db;
    this.spool = spool;
    this.queries = queries;
    this.clock = clock;
  }

  /** For a periodic job, which never overlaps with itself. */
  void replay(Topics topics) {
    spool.measure();
    if (spool.isEmpty() || System.nanoTime() - notBefore < 0) {
      return;
    }
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        var waiting = spool.first();
        if (waiting.isEmpty()) {
          break;
        }
        spool.done(waiting.get().number(), carriedOut(topics, waiting.get().submission()));
      }
      pause = FIRST_PAUSE;
    } catch (Refused e) {
      LOG.debug("the spool waits for the database: {}", e.getMessage());
      wait(pause);
    }
  }

  private void wait(Duration time) {
    long nanos = time.toNanos();
    notBefore =
        System.nanoTime() + ThreadLocalRandom.current().nextLong(nanos / 2, nanos + nanos / 2);
    var longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  /**
   * Whether the text was posted; otherwise its author has it back.
   *
   * @throws Refused as unavailable where the database still cannot take it
   */
  private boolean carriedOut(Topics topics, Submission text) {
    Optional<Viewer.Member> author = queries.member(text.accountId());
    if (author.isEmpty()) {
      LOG.warn(
          "a text of account {} is dropped: there is no such member any more", text.accountId());
      return false;
    }
    try {
      post(topics, author.get(), text);
      return true;
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.Unavailable) {
        throw refused;
      }
      giveBack(text, refused.refusal());
      return false;
    }
  }

  private void post(Topics topics, Viewer.Member author, Submission text) {
    var draft = new Topics.Draft(text.title(), text.body(), text.tags(), text.once());
    String slug = text.boardSlug();
    Topics.Written written;
    if (slug != null) {
      long board = queries.board(slug).orElseThrow(() -> new Refused(new Refusal.NotFound()));
      written = topics.open(author, board, draft, Topics.Pace.LATE);
    } else {
      var topic = topics.answered(author, text.topicId());
      written = topics.reply(author, topic, text.parent(), draft, Topics.Pace.LATE);
    }
    if (written instanceof Topics.Written.Rejected) {
      // Without what was found: the notice that gives it back keeps a key alone.
      throw new Refused(new Refusal.Forbidden(Message.of("error.watchedWord")));
    }
  }

  private void giveBack(Submission text, Refusal refusal) {
    String why =
        switch (refusal) {
          case Refusal.Forbidden(var message) -> message.key();
          case Refusal.Malformed(var message) -> message.key();
          case Refusal.NotFound _ -> "error.404.text";
          case Refusal.Gone _ -> "error.410.text";
          case Refusal.SignInNeeded _,
              Refusal.TooLarge _,
              Refusal.TooFast _,
              Refusal.Unavailable _ ->
              "error.400.text";
        };
    Instant now = clock.instant();
    db.change(tx -> queries.giveBack(tx, text, why, now));
  }
}
