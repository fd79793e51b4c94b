package stoa.topic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stoa.base.Role;

/**
 * A post on a topic's page.
 *
 * @param position its place in the topic, from 1; kept for ever
 * @param permalink {@code /p/{id}}
 * @param authorUrl null where the author has no account (any more)
 * @param html sanitized when it was written; empty where the post is deleted and this viewer may
 *     not read it
 * @param held waits for a moderator; only its author and moderators find it on the page
 * @param reply "re" of a comment: the post it answers, null for most
 * @param accepted the answer that the topic's author chose
 * @param replyUrl the form that quotes this post; null where the viewer may not reply
 * @param editUrl null where the viewer may not edit
 */
record PostRow(
    long id,
    int position,
    String permalink,
    @Nullable String authorName,
    @Nullable String authorUrl,
    @Nullable Role authorRole,
    boolean byTopicAuthor,
    String html,
    Instant created,
    @Nullable Instant edited,
    long score,
    boolean accepted,
    boolean deleted,
    boolean held,
    @Nullable InReplyTo reply,
    @Nullable String replyUrl,
    @Nullable String editUrl,
    boolean mayDelete,
    boolean mayRestore,
    boolean mayLike,
    boolean liked,
    boolean mayChoose) {

  /** Whether it stands on the page as for any member who is not tied to it. */
  boolean isShared() {
    return sameText() && mayLike != deleted && !liked && !changeable() && !mayChoose;
  }

  private boolean changeable() {
    return editUrl != null || mayDelete || mayRestore;
  }

  /** Whether its text is what any other member sees. */
  boolean sameText() {
    return !held && (!deleted || html.isEmpty());
  }

  /** Whether nothing is left of it for this viewer but its place. */
  boolean tombstone() {
    return deleted && !held && html.isEmpty() && !mayRestore;
  }

  record InReplyTo(int position, String url, @Nullable String authorName) {}
}
