package stoa.base;

/** What a member may do beyond reading and writing. Stored by its name in the account's row. */
public enum Role {
  MEMBER,
  MODERATOR,
  ADMINISTRATOR;

  public boolean mayModerate() {
    return this != MEMBER;
  }

  public boolean mayAdminister() {
    return this == ADMINISTRATOR;
  }
}
