package stoa.access;

import java.util.Set;
import stoa.base.Refusal;
import stoa.base.Refused;

/**
 * Who asks, with what they may see and do. Always an argument, never kept in a thread: one person's
 * page must not be made with another's rights.
 */
public sealed interface Viewer {
  /** What they may. */
  Rights rights();

  /**
   * @param asMember what they may once they have signed in, where they are in no group
   */
  record Guest(Rights rights, Rights asMember) implements Viewer {
    /** Of whom not even the rights are known: nothing is shown to them. */
    public static final Guest NOBODY = new Guest(Rights.NONE, Rights.NONE);
  }

  /**
   * @param groups the ids of those that they are in, {@link GroupKind#MEMBERS} included
   */
  record Member(long id, String name, Set<Long> groups, Rights rights) implements Viewer {
    public Member {
      groups = Set.copyOf(groups);
    }
  }

  /** Whether this is the member with that id; false for a guest. */
  default boolean is(long accountId) {
    return this instanceof Member member && member.id() == accountId;
  }

  /**
   * The member, for what only members may do.
   *
   * @throws Refused with {@link Refusal.SignInNeeded} for a guest
   */
  default Member member() {
    if (this instanceof Member member) {
      return member;
    }
    throw new Refused(new Refusal.SignInNeeded());
  }
}
