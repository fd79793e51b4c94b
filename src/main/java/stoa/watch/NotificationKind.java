package stoa.watch;

import java.util.Locale;

/**
 * Why a member is notified. In the order of weight: of one event a member is notified once, for the
 * weightiest reason.
 */
public enum NotificationKind {
  /** A moderator did something to their post or topic. Cannot be switched off on the site. */
  MODERATION(true),
  MENTION(true),
  QUOTE(true),
  /** A reply to their post, or in a topic that they watch. */
  REPLY(true),
  /** A new topic on a board that they watch. */
  TOPIC(true),
  /** Their post is the answer. */
  ANSWER(true),
  LIKE(false);

  private final boolean mail;

  NotificationKind(boolean mail) {
    this.mail = mail;
  }

  /** Whether a member gets a mail unless they chose otherwise. */
  public boolean mailByDefault() {
    return mail;
  }

  public boolean optionalOnSite() {
    return this != MODERATION;
  }

  /** The end of its message keys. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
