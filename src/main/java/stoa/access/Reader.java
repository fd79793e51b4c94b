package stoa.access;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.trueCondition;
import static stoa.schema.Tables.ACCOUNT;

import org.jooq.Condition;
import org.jooq.Param;
import stoa.schema.tables.Post;

/** A kind of reader of a topic's page: each has a statement of its own, kept, with parameters. */
public enum Reader {
  GUEST,
  MEMBER,
  MODERATOR;

  /** The member who reads, in the conditions of {@link #MEMBER}. */
  public static final Param<Long> ME = param("member", ACCOUNT.ID);

  /** What a viewer is in a topic of that board. */
  public static Reader of(Viewer viewer, long board) {
    if (viewer instanceof Viewer.Guest) {
      return GUEST;
    }
    return Act.SEE_HIDDEN.allowedTo(viewer, board) ? MODERATOR : MEMBER;
  }

  /** Whether they find the post on the page at all: a pending one is there for its author. */
  public Condition finds(Post post) {
    return switch (this) {
      case GUEST -> post.HELD_AT.isNull();
      case MEMBER -> post.HELD_AT.isNull().or(post.AUTHOR_ID.eq(ME));
      case MODERATOR -> trueCondition();
    };
  }

  /** Whether they read its text: their own also where it is pending or was deleted by them. */
  public Condition readsText(Post post) {
    return post.DELETED_AT.isNull().or(readsDeleted(post));
  }

  private Condition readsDeleted(Post post) {
    return switch (this) {
      case GUEST -> falseCondition();
      case MEMBER -> post.AUTHOR_ID.eq(ME).and(post.DELETED_BY.eq(ME).or(post.HELD_AT.isNotNull()));
      case MODERATOR -> trueCondition();
    };
  }
}
