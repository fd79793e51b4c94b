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
  /** Whose topic it was is told what became of it. */
  DELETED_TITLE(true, Who.AUTHOR),
  DELETED_TEXT(true),
  DELETED_POST(true),
  OWN_DELETED_POST(true, Who.AUTHOR),
  EDITED_AWAY(false);

  /** Who asks. */
  enum Who {
    GUEST,
    STRANGER,
    AUTHOR,
    MODERATOR,
    ADMINISTRATOR
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
