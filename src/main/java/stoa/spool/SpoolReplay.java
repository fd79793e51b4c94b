package stoa.spool;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.access.Access;
import stoa.access.Viewer;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.db.Db;

/**
 * Carries out what waits in the spool, in its order. Every right is checked as if it were written
 * now; what can no longer be posted goes back to its author.
 */
public final class SpoolReplay {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolReplay.class);

  /** In one go; they are marked as done together, with one wait for the disk. */
  private static final int AT_ONCE = 50;

  /** Of each second and this, the second is for the people who are there. */
  private static final Duration RUN = Duration.ofSeconds(2);

  /** What somebody carries out who brings one more: more comes out than goes in. */
  private static final int SHARE = 4;

  private static final Duration TURN = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** A try costs nothing where the database is known to be away, and all the while more comes. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Db db;
  private final Spool spool;
  private final SpoolQueries queries;
  private final InstantSource clock;

  /** Posts what has waited, by every rule that holds now. */
  @FunctionalInterface
  public interface Poster {
    /**
     * @throws Refused where it cannot be posted; as unavailable where the database is away
     */
    void post(Viewer.Member author, SpooledPost text);
  }

  /** Whoever carries texts out; fair, so that the job does not keep all others waiting. */
  private final ReentrantLock turn = new ReentrantLock(true);

  /** Whether the database took the last one. */
  private volatile boolean going;

  private Duration pause = FIRST_PAUSE;
  private long notBefore = System.nanoTime();

  public SpoolReplay(Db db, Access access, Spool spool, InstantSource clock) {
    this.db = db;
    this.spool = spool;
    this.queries = new SpoolQueries(db, access);
    this.clock = clock;
  }

  /** For a periodic job, which never overlaps with itself. */
  public void replay(Poster poster) {
    spool.measure();
    long begun = System.nanoTime();
    boolean more = true;
    while (more && System.nanoTime() - begun < RUN.toNanos()) {
      more = inTurn(poster, AT_ONCE);
    }
  }

  /**
   * For whoever brings a text that must not overtake those that wait: carries some of them out,
   * where the database takes them. So however many come, those that wait become fewer.
   */
  public void help(Poster poster) {
    if (going) {
      boolean _ = inTurn(poster, SHARE);
    }
  }

  /** Whether there may be more to carry out. */
  private boolean inTurn(Poster poster, int most) {
    try {
      if (spool.isEmpty() || !turn.tryLock(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      return carriedOut(poster, most);
    } finally {
      turn.unlock();
    }
  }

  private boolean carriedOut(Poster poster, int most) {
    if (System.nanoTime() - notBefore < 0) {
      return false;
    }
    var done = new ArrayList<Spool.Done>();
    var authors = new HashMap<Long, Optional<Viewer.Member>>();
    try {
      for (var waiting : spool.first(most)) {
        var text = waiting.submission();
        var author = authors.computeIfAbsent(text.accountId(), queries::member);
        done.add(new Spool.Done(waiting.number(), carriedOut(poster, author, text)));
      }
      pause = FIRST_PAUSE;
      going = true;
    } catch (Refused e) {
      LOG.debug("the spool waits for the database: {}", e.getMessage());
      going = false;
      wait(pause);
    } finally {
      spool.done(done);
    }
    return going;
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
  private boolean carriedOut(Poster poster, Optional<Viewer.Member> author, SpooledPost text) {
    if (author.isEmpty()) {
      LOG.warn(
          "a text of account {} is dropped: there is no such member any more", text.accountId());
      return false;
    }
    try {
      poster.post(author.get(), text);
      return true;
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.Unavailable) {
        throw refused;
      }
      giveBack(text, refused.refusal());
      return false;
    }
  }

  private void giveBack(SpooledPost text, Refusal refusal) {
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
