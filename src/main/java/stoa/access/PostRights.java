package stoa.access;

import org.jspecify.annotations.Nullable;
import stoa.base.Viewer;

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

  private boolean moderates() {
    return Act.EDIT_ANY.allowedTo(viewer);
  }

  public boolean mayEdit() {
    return !state.hidden() && (moderates() || (own() && !topic.locked()));
  }

  public boolean mayDelete() {
    return mayEdit();
  }

  /** Who deleted their own post may bring it back; what a moderator deleted only a moderator. */
  public boolean mayRestore() {
    return state == PostState.DELETED
        && (moderates() || (own() && deletedByAuthor() && !topic.locked()));
  }

  /** One's own posts one likes anyway. */
  public boolean mayLike() {
    return Act.LIKE.allowedTo(viewer) && !state.hidden() && !own();
  }

  /** Who asked says what answered them; moderators may, where they never do. */
  public boolean mayChoose() {
    boolean asked = topic.authorId() != null && viewer.is(topic.authorId());
    return !state.hidden() && (moderates() || (asked && !topic.locked()));
  }

  /** Whether its text may be read: as {@link Reader#readsText} has it for a page. */
  public boolean mayRead() {
    return !state.hidden()
        || Act.SEE_HIDDEN.allowedTo(viewer)
        || (own() && (state == PostState.PENDING || deletedByAuthor()));
  }
}
