package stoa.base;

/**
 * Who asks. Always an argument, never kept in a thread: one person's page must not be made with
 * another's rights.
 */
public sealed interface Viewer {
  record Guest() implements Viewer {}

  record Member(long id, String name, Role role) implements Viewer {}

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
