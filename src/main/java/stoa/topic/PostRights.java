package stoa.topic;

import org.jspecify.annotations.Nullable;
import stoa.base.Viewer;

/**
 * What a viewer may do with one post. Used when a page offers the links and again when a form comes
 * in, so that the two never differ.
 */
record PostRights(
    Viewer viewer,
    TopicHead topic,
    @Nullable Long authorId,
    boolean deleted,
    @Nullable Long deletedBy,
    boolean held) {

  private boolean own() {
    return authorId != null && viewer.is(authorId);
  }

  private boolean deletedByAuthor() {
    return deletedBy != null && deletedBy.equals(authorId);
  }

  boolean mayEdit() {
    return !deleted && (viewer.mayModerate() || (own() && !topic.locked()));
  }

  boolean mayDelete() {
    return mayEdit();
  }

  /** Who deleted his own post may bring it back; what a moderator deleted only a moderator. */
  boolean mayRestore() {
    return deleted
        && !held
        && (viewer.mayModerate() || (own() && deletedByAuthor() && !topic.locked()));
  }

  /** One's own posts one likes anyway. */
  boolean mayLike() {
    return viewer instanceof Viewer.Member && !deleted && !own();
  }

  /** Who asked says what answered him; moderators may, where he never does. */
  boolean mayChoose() {
    boolean asked = topic.authorId() != null && viewer.is(topic.authorId());
    return !deleted && (viewer.mayModerate() || (asked && !topic.locked()));
  }

  /** Whether the text of the deleted post may still be read. */
  boolean mayReadDeleted() {
    return viewer.mayModerate() || (own() && deletedByAuthor());
  }
}
