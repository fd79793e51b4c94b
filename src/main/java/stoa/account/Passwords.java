package stoa.account;

import com.password4j.Argon2Function;
import com.password4j.SecureString;
import com.password4j.types.Argon2;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stoa.base.Deadline;
import stoa.base.life.WorkerPool;

/**
 * Argon2id with 19 MiB, 2 passes, 1 lane: the OWASP Password Storage Cheat Sheet's first choice. It
 * is slow on purpose, so it runs in a small pool of its own: a flood of sign-ins queues up there
 * and leaves the pages alone.
 */
final class Passwords {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A password that nobody has, hashed once for all: at each start it took a fifth of a second. */
  private static final String DUMMY =
      "$argon2id$v=19$m=19456,t=2,p=1$hrtKIVV9+9Tl3zPR/WT+XpkEap8ACRy9MRh6vjlFWt5gV/uVmTStGoDs"
          + "ARCD4UCzFiSCgkU72lAnfbEX88JFGg$E/hekUP44uRdH4ViAuFIwB7GcrvoMq40dhW8h4BdTIM";

  /** Made by the first who signs in: it keeps its 19 MiB, which a start would wait for. */
  private static final class Argon2id {
    static final Argon2Function FUNCTION =
        Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
  }

  private final WorkerPool pool;

  Passwords(WorkerPool pool) {
    this.pool = pool;
  }

  String hash(String password) {
    return pool.call(
        Deadline.in(PATIENCE),
        () -> Argon2id.FUNCTION.hash(new SecureString(password.toCharArray())).getResult());
  }

  /**
   * Whether the password belongs to the hash. Where there is no hash it works just as long, so that
   * the time of an answer does not tell which names exist.
   */
  boolean matches(String password, @Nullable String hash) {
    boolean matches =
        pool.call(
            Deadline.in(PATIENCE),
            () ->
                Argon2id.FUNCTION.check(
                    new SecureString(password.toCharArray()), hash == null ? DUMMY : hash));
    return matches && hash != null;
  }
}
