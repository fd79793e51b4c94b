package stoa.access;

import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.POST;

import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A post as links to it and the forms that quote and change it need it.
 *
 * @param position its place in the topic, from 1; null for a reply that was never in the open
 */
public record PostText(
    long id,
    long topicId,
    @Nullable Integer position,
    @Nullable Long authorId,
    @Nullable String authorName,
    String source,
    int edits,
    PostState state,
    @Nullable Long deletedBy) {
  private static final Field<Long> ID = POST.ID.as("post_id");
  private static final Field<@Nullable Long> AUTHOR_ID = POST.AUTHOR_ID.as("post_author_id");
  private static final Field<@Nullable String> AUTHOR =
      Authors.name(ACCOUNT, POST.AUTHOR_NAME).as("post_author");
  private static final Field<PostState> STATE = PostState.of(POST).as("state");
  private static final Field<@Nullable Long> DELETED_BY = POST.DELETED_BY.as("post_deleted_by");

  /** What {@link #of} reads, of a post and the account that wrote it. */
  static final List<Field<?>> FIELDS =
      List.of(
          ID,
          POST.TOPIC_ID,
          POST.POSITION,
          AUTHOR_ID,
          AUTHOR,
          POST.SOURCE,
          POST.EDITS,
          STATE,
          DELETED_BY);

  static PostText of(Record row) {
    return new PostText(
        row.get(ID),
        row.get(POST.TOPIC_ID),
        row.get(POST.POSITION),
        row.get(AUTHOR_ID),
        row.get(AUTHOR),
        row.get(POST.SOURCE),
        row.get(POST.EDITS),
        row.get(STATE),
        row.get(DELETED_BY));
  }

  /** Whether it opened its topic. */
  public boolean opens() {
    return position != null && position == 1;
  }

  /** Whether it has a place in its topic; see {@link PostState#unplaced}. */
  public boolean placed() {
    return position != null && position > 0;
  }

  /** Where it is found: a reply without a place follows its topic's last post. */
  public int place(TopicHead topic) {
    return position != null && position > 0 ? position : Math.max(1, topic.postCount());
  }
}
