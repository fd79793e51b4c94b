package stoa.account;

import java.time.Instant;
import stoa.base.runtime.WriteBehind;
import stoa.base.runtime.WriteBehinds;

/**
 * Sessions that are used, until it is written down: reading a page writes nothing. What a crash
 * loses is noted again at the member's next page.
 */
final class SessionUse {
  private final WriteBehind<String, Use> waiting;

  /** When a session was used last, and how long it lasts for that. */
  record Use(long account, Instant at, Instant expires) {}

  SessionUse(SessionQueries queries, WriteBehinds writeBehinds) {
    this.waiting = writeBehinds.make("sessions_seen", (_, later) -> later, queries::seen);
    writeBehinds.showAlso("forum_sessions_seen", waiting);
  }

  /**
   * @param key the token's hash, in hexadecimal digits
   */
  void note(String key, Use use) {
    waiting.add(key, use);
  }

  void flush() {
    waiting.flush();
  }
}
