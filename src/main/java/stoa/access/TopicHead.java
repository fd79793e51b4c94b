package stoa.access;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static stoa.schema.Tables.TAG;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.TOPIC_TAG;

import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import stoa.base.Refusal;
import stoa.base.Refused;

/** A topic without its posts, as the handlers and the verbs need it. */
public record TopicHead(
    long id,
    long boardId,
    @Nullable Long authorId,
    String title,
    String slug,
    Instant created,
    int postCount,
    int replyCount,
    long views,
    boolean pinned,
    boolean locked,
    @Nullable Long acceptedPostId,
    PostState state,
    @Nullable Long deletedBy,
    List<String> tags) {
  private static final Field<Boolean> LOCKED = field(TOPIC.LOCKED_AT.isNotNull());
  private static final Field<PostState> STATE = PostState.of(TOPIC).as("topic_state");
  private static final Field<@Nullable Long> DELETED_BY = TOPIC.DELETED_BY.as("topic_deleted_by");
  private static final Field<List<String>> TAGS = tags(TOPIC.ID);

  /** What {@link #of} reads. */
  public static final List<Field<?>> FIELDS =
      List.of(
          TOPIC.ID,
          TOPIC.BOARD_ID,
          TOPIC.AUTHOR_ID,
          TOPIC.TITLE,
          TOPIC.SLUG,
          TOPIC.CREATED_AT,
          TOPIC.POST_COUNT,
          TOPIC.REPLY_COUNT,
          TOPIC.VIEW_COUNT,
          TOPIC.PINNED,
          LOCKED,
          TOPIC.ACCEPTED_POST_ID,
          STATE,
          DELETED_BY,
          TAGS);

  public TopicHead {
    tags = List.copyOf(tags);
  }

  /** From a row with {@link #FIELDS}. */
  public static TopicHead of(Record row) {
    return new TopicHead(
        row.get(TOPIC.ID),
        row.get(TOPIC.BOARD_ID),
        row.get(TOPIC.AUTHOR_ID),
        row.get(TOPIC.TITLE),
        row.get(TOPIC.SLUG),
        row.get(TOPIC.CREATED_AT),
        row.get(TOPIC.POST_COUNT),
        row.get(TOPIC.REPLY_COUNT),
        row.get(TOPIC.VIEW_COUNT),
        row.get(TOPIC.PINNED),
        row.get(LOCKED),
        row.get(TOPIC.ACCEPTED_POST_ID),
        row.get(STATE),
        row.get(DELETED_BY),
        row.get(TAGS));
  }

  /** The names of a topic's tags, in their order. */
  public static Field<List<String>> tags(Field<Long> topicId) {
    return array(
            select(TAG.NAME)
                .from(TOPIC_TAG)
                .join(TAG)
                .on(TAG.ID.eq(TOPIC_TAG.TAG_ID))
                .where(TOPIC_TAG.TOPIC_ID.eq(topicId))
                .orderBy(TAG.NAME))
        .convertFrom(List::of);
  }

  /**
   * Pending topics can be read by their author, too. Deleted topics can still be read by moderators
   * and by the author who deleted their own.
   */
  boolean readableBy(Viewer viewer) {
    return Act.READ.allowedTo(viewer, boardId)
        && (!state.hidden() || Act.SEE_HIDDEN.allowedTo(viewer, boardId) || ownHidden(viewer));
  }

  private boolean ownHidden(Viewer viewer) {
    return authorId != null
        && viewer.is(authorId)
        && (state == PostState.PENDING || authorId.equals(deletedBy));
  }

  /**
   * The topic itself, for whom may read it.
   *
   * @throws Refused as gone; as not found where it is pending or its board is not theirs to see,
   *     since for them it was never there; as forbidden where they see its title alone, after
   *     guests have signed in
   */
  TopicHead readFor(Viewer viewer) {
    if (readableBy(viewer)) {
      return this;
    }
    if (!Act.SEE.allowedTo(viewer, boardId) || state == PostState.PENDING) {
      throw Refused.notFound();
    }
    if (state.hidden()) {
      throw new Refused(new Refusal.Gone());
    }
    throw new Refused(
        viewer instanceof Viewer.Guest
            ? new Refusal.SignInNeeded()
            : new Refusal.Forbidden(Act.READ.why()));
  }
}
