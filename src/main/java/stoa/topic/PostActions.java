package stoa.topic;

import org.jspecify.annotations.Nullable;

/**
 * What a viewer may do with a post, and has done.
 *
 * @param replyUrl the form that quotes this post; null where the viewer may not reply
 * @param editUrl null where the viewer may not edit
 */
record PostActions(
    @Nullable String replyUrl,
    @Nullable String editUrl,
    boolean mayDelete,
    boolean mayRestore,
    boolean mayLike,
    boolean liked,
    boolean mayChoose) {
  /** Whether they are those of any member who is not tied to the post. */
  boolean areShared(boolean hidden) {
    return mayLike != hidden && !liked && !changeable() && !mayChoose;
  }

  private boolean changeable() {
    return editUrl != null || mayDelete || mayRestore;
  }
}
