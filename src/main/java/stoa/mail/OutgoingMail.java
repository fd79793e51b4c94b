package stoa.mail;

import java.util.List;
import java.util.Optional;

/**
 * One mail, ready to be sent.
 *
 * @param reference what the mails of one topic have in common, so that readers show them together
 * @param unsubscribe the address of the one-click unsubscribe (RFC 8058); empty for a test
 */
record OutgoingMail(
    String to,
    String toName,
    String subject,
    String text,
    String html,
    String language,
    String id,
    Optional<String> reference,
    Optional<String> unsubscribe) {

  /** How sending went. */
  sealed interface Outcome {
    record Sent() implements Outcome {}

    /** For good: no such mailbox, say. */
    record Refused(String why) implements Outcome {}

    /** For now: it may be tried again. */
    record Failed(String why) implements Outcome {}

    /** The connection ended when the server may have taken it: it must not go out twice. */
    record Unknown(String why) implements Outcome {}
  }

  /** What the two servers said to each other, for the administrator's test. */
  record Trial(Outcome outcome, List<String> dialogue) {
    Trial {
      dialogue = List.copyOf(dialogue);
    }
  }
}
