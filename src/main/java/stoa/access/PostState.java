package stoa.access;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import org.jooq.Condition;
import org.jooq.Field;
import stoa.schema.tables.Post;
import stoa.schema.tables.Topic;

/** How a post, or a topic, stands. Its row says so by when it was held or deleted. */
public enum PostState {
  /** In the open, for whoever may read its board. */
  VISIBLE,
  /** It waits for a moderator; its author and moderators see it. */
  PENDING,
  /** Moderators see it, and its author where they deleted it themselves. */
  DELETED;

  /** How a post stands. */
  public static Field<PostState> of(Post post) {
    return of(post.HELD_AT.isNotNull(), post.DELETED_AT.isNotNull());
  }

  static Field<PostState> of(Topic topic) {
    return of(topic.HELD_AT.isNotNull(), topic.DELETED_AT.isNotNull());
  }

  /** What is pending is also kept as deleted, so that whoever asks for that alone hides both. */
  private static Field<PostState> of(Condition pending, Condition hidden) {
    return when(pending, inline(PENDING.name()))
        .when(hidden, inline(DELETED.name()))
        .otherwise(inline(VISIBLE.name()))
        .convertFrom(PostState::valueOf);
  }

  /** The posts that wait for a moderator. */
  public static Condition pending(Post post) {
    return post.HELD_AT.isNotNull();
  }

  /**
   * Replies that have no place in their topic yet: they never were in the open. Servers before
   * version 74 of the schema gave them one below zero.
   */
  public static Condition unplaced(Post post) {
    return post.POSITION.isNull().or(post.POSITION.lt(inline(1)));
  }

  /** Whether it is out of sight for most. */
  public boolean hidden() {
    return this != VISIBLE;
  }
}
