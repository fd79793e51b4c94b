package stoa.topic;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Group;
import stoa.access.PostState;
import stoa.base.view.Author;
import stoa.base.view.Urls;

/**
 * A post on a topic's page.
 *
 * @param position its place in the topic, from 1; kept for ever
 * @param placed whether it has that place already; a pending reply gets it with its approval
 * @param reply "re" of a comment: the post it answers, null for most
 * @param actions what this viewer may do with it
 */
record PostRow(
    long id,
    int position,
    boolean placed,
    Author author,
    Badges badges,
    Body body,
    long score,
    @Nullable InReplyTo reply,
    PostActions actions) {

  /**
   * What is said beside the author's name.
   *
   * @param groups of the author, those that are told of beside names
   * @param accepted the answer that the topic's author chose
   */
  record Badges(List<Group> groups, boolean byTopicAuthor, boolean accepted) {
    Badges {
      groups = List.copyOf(groups);
    }
  }

  /**
   * What was written, and how it stands.
   *
   * @param html sanitized when it was written; empty where the post is deleted and this viewer may
   *     not read it
   */
  record Body(String html, Instant created, @Nullable Instant edited, PostState state) {
    /** Whether it is what any other member sees. */
    boolean isShared() {
      return switch (state) {
        case VISIBLE -> true;
        case PENDING -> false;
        case DELETED -> html.isEmpty();
      };
    }

    public boolean hidden() {
      return state.hidden();
    }

    public boolean pending() {
      return state == PostState.PENDING;
    }
  }

  record InReplyTo(int position, String url, @Nullable String authorName) {}

  public String permalink() {
    return Urls.post(id);
  }

  /** Whether it stands on the page as for any member who is not tied to it. */
  boolean isShared() {
    return body.isShared() && actions.areShared(body.hidden());
  }

  /** Whether nothing is left of it for this viewer but its place. */
  boolean tombstone() {
    return body.state == PostState.DELETED && body.html.isEmpty() && !actions.mayRestore();
  }
}
