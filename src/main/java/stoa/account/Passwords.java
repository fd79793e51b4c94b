package stoa.account;

import com.password4j.Argon2Function;
import com.password4j.SecureString;
import com.password4j.types.Argon2;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stoa.base.Deadline;
import stoa.base.runtime.WorkerPool;

/**
 * Argon2id with 7 MiB, 5 passes, 1 lane: of the choices that the OWASP Password Storage Cheat Sheet
 * calls equal, the one that takes least of the heap. It is slow on purpose, so it runs in a small
 * pool of its own: a flood of sign-ins queues up there and leaves the pages alone.
 */
public final class Passwords {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int KIB = 7 * 1024;
  private static final int PASSES = 5;

  /** What is hashed now begins so. */
  private static final String NOW = "$argon2id$v=19$m=" + KIB + ",t=" + PASSES + ",p=1$";

  /** A password that nobody has, hashed once for all: at each start it took a fifth of a second. */
  private static final String DUMMY =
      NOW
          + "EVSLQmV3JNOvBvxS7wF6Jne2U9/9Jt+TPAbJn/P+iBGLlXfy4O71Mxl6L4eP4Aquli0g4pfPGEoLvjPHJZ3qzA"
          + "$ByD+/QPugru746rMqBQLuqg+vHmGrzw3MoIWrG1HR6U";

  /** Made by the first who signs in: it keeps its memory, which a start would wait for. */
  private static final class Argon2id {
    static final Argon2Function FUNCTION =
        Argon2Function.getInstance(KIB, PASSES, 1, 32, Argon2.ID);

    static Argon2Function of(String hash) {
      return isOutdated(hash) ? Argon2Function.getInstanceFromHash(hash) : FUNCTION;
    }
  }

  private final WorkerPool pool;

  Passwords(WorkerPool pool) {
    this.pool = pool;
  }

  public String hash(String password) {
    return pool.call(Deadline.in(PATIENCE), () -> hashAtLeisure(password));
  }

  /** By the thread that asks, however long it takes: for a command, behind which nobody waits. */
  String hashAtLeisure(String password) {
    return Argon2id.FUNCTION.hash(new SecureString(password.toCharArray())).getResult();
  }

  /**
   * Whether the password belongs to the hash. Where there is no hash it works just as long, so that
   * the time of an answer does not tell which names exist.
   */
  public boolean matches(String password, @Nullable String hash) {
    String compared = hash == null ? DUMMY : hash;
    boolean matches =
        pool.call(
            Deadline.in(PATIENCE),
            () -> Argon2id.of(compared).check(new SecureString(password.toCharArray()), compared));
    return matches && hash != null;
  }

  /** Whether the hash was made with other memory or passes than now. */
  static boolean isOutdated(String hash) {
    return !hash.startsWith(NOW);
  }
}
