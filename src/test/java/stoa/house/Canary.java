package stoa.house;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Unspeakable words, one for each thing that is not for everybody, and who may read it. */
enum Canary {
  PENDING_TITLE(true, Who.AUTHOR),
  PENDING_TEXT(true, Who.AUTHOR),
  PENDING_REPLY(true, Who.AUTHOR),
  /** By a member whose name is one, too. */
  WAITERS_REPLY(true),
  WAITER(true),
  /** Whose topic it was is notified of what became of it. */
  DELETED_TITLE(true, Who.AUTHOR),
  DELETED_TEXT(true),
  DELETED_POST(true),
  OWN_DELETED_POST(true, Who.AUTHOR),
  /** Stood in the open, was answered, and waits since it was changed. */
  PENDING_PARENT(true, Who.AUTHOR),
  /** On a board that all read until it was made private; its group and the staff read it. */
  PRIVATE_BOARD(true, Who.INSIDER),
  PRIVATE_ABOUT(true, Who.INSIDER),
  PRIVATE_TITLE(true, Who.INSIDER),
  PRIVATE_TEXT(true, Who.INSIDER),
  PRIVATE_TAG(true, Who.INSIDER),
  PRIVATE_REPLY(true, Who.INSIDER),
  PRIVATE_DELETED(true),
  /** Came back to its author: it could not be posted when its turn came. */
  RETURNED(false, Who.AUTHOR),
  /** Waits in a form for a writer whose session has ended, and who is none of those who ask. */
  RESCUED(false),
  EDITED_AWAY(false);

  /** Who asks. */
  enum Who {
    GUEST("", ""),
    STRANGER("Alcaeus"),
    AUTHOR("Sappho"),
    /** In the group that reads the private board. */
    INSIDER("Cleis"),
    MODERATOR("Nestor"),
    ADMINISTRATOR("Solon", "solon@example.org");

    private final String account;
    private final String email;

    Who(String account, String email) {
      this.account = account;
      this.email = email;
    }

    Who(String account) {
      this(account, account.hashCode() + "@example.org");
    }

    String account() {
      return account;
    }

    /** Where their mails go. */
    String email() {
      return email;
    }
  }

  private final Set<Who> readers = EnumSet.noneOf(Who.class);

  Canary(boolean moderators, Who... others) {
    readers.addAll(Set.of(others));
    if (moderators) {
      readers.addAll(Set.of(Who.MODERATOR, Who.ADMINISTRATOR));
    }
  }

  boolean isFor(Who who) {
    return readers.contains(who);
  }

  String word() {
    return "Zyx" + name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  boolean isIn(String text) {
    return text.toLowerCase(Locale.ROOT).contains(word().toLowerCase(Locale.ROOT));
  }
}
