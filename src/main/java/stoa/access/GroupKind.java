package stoa.access;

/** What a group is for. The first five there are in every forum; their ids are fixed. */
public enum GroupKind {
  /** Whoever is not signed in. */
  GUESTS(1),
  /** Members who are not trusted yet, by the group's rule. */
  NEW(2),
  /** Everybody with an account. */
  MEMBERS(3),
  MODERATORS(4),
  /** They always may manage members, boards and the site. */
  ADMINISTRATORS(5),
  /** The moderators of one board. */
  BOARD(0),
  /** Made by an administrator. */
  OWN(0);

  private final long id;

  GroupKind(long id) {
    this.id = id;
  }

  /**
   * The id of the one group of that kind.
   *
   * @throws IllegalStateException where there may be several
   */
  public long id() {
    if (id == 0) {
      throw new IllegalStateException(this + " is the kind of many groups");
    }
    return id;
  }

  /** Whether the forum brings it: it has no name of its own and stays. */
  public boolean builtIn() {
    return id > 0;
  }
}
