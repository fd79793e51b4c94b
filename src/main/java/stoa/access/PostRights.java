package stoa.access;

import org.jspecify.annotations.Nullable;

/**
 * What a viewer may do with one post. Used when a page offers the links and again when a form comes
 * in, so that the two never differ.
 */
public record PostRights(
    Viewer viewer,
    TopicHead topic,
    @Nullable Long authorId,
    PostState state,
    @Nullable Long deletedBy) {

  public static PostRights of(Viewer viewer, TopicHead topic, PostText post) {
    return new PostRights(viewer, topic, post.authorId(), post.state(), post.deletedBy());
  }

  private boolean own() {
    return authorId != null && viewer.is(authorId);
  }

  private boolean deletedByAuthor() {
    return deletedBy != null && deletedBy.equals(authorId);
  }

  private boolean may(Act act) {
    return act.allowedTo(viewer, topic.boardId());
  }

  private boolean mayTo(Act own, Act others) {
    return may(others) || (own() && !topic.locked() && may(own));
  }

  public boolean mayEdit() {
    return !state.hidden() && mayTo(Act.EDIT_OWN, Act.EDIT_ANY);
  }

  public boolean mayDelete() {
    return !state.hidden() && mayTo(Act.DELETE_OWN, Act.HIDE);
  }

  /** Who deleted their own post may bring it back; what a moderator deleted only a moderator. */
  public boolean mayRestore() {
    return state == PostState.DELETED
        && (deletedByAuthor() ? mayTo(Act.DELETE_OWN, Act.HIDE) : may(Act.HIDE));
  }

  /** One's own posts one likes anyway. */
  public boolean mayLike() {
    return viewer instanceof Viewer.Member && may(Act.LIKE) && !state.hidden() && !own();
  }

  /** Who asked says what answered them; moderators may, where they never do. */
  public boolean mayChoose() {
    boolean asked = topic.authorId() != null && viewer.is(topic.authorId());
    return !state.hidden() && (may(Act.EDIT_ANY) || (asked && !topic.locked() && may(Act.REPLY)));
  }

  /** Whether its text may be read: as {@link Reader#readsText} has it for a page. */
  public boolean mayRead() {
    return !state.hidden()
        || may(Act.SEE_HIDDEN)
        || (own() && (state == PostState.PENDING || deletedByAuthor()));
  }
}
