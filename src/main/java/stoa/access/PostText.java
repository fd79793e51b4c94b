package stoa.access;

import static org.jooq.impl.DSL.field;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.POST;

import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** A post as links to it and the forms that quote and change it need it. */
public record PostText(
    long id,
    long topicId,
    int position,
    @Nullable Long authorId,
    @Nullable String authorName,
    String source,
    int edits,
    boolean deleted,
    @Nullable Long deletedBy,
    boolean held) {
  private static final Field<Long> ID = POST.ID.as("post_id");
  private static final Field<@Nullable Long> AUTHOR_ID = POST.AUTHOR_ID.as("post_author_id");
  private static final Field<@Nullable String> AUTHOR =
      Authors.name(ACCOUNT, POST.AUTHOR_NAME).as("post_author");
  private static final Field<Boolean> DELETED = field(POST.DELETED_AT.isNotNull()).as("deleted");
  private static final Field<@Nullable Long> DELETED_BY = POST.DELETED_BY.as("post_deleted_by");
  private static final Field<Boolean> HELD = field(POST.HELD_AT.isNotNull()).as("held");

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
          DELETED,
          DELETED_BY,
          HELD);

  static PostText of(Record row) {
    return new PostText(
        row.get(ID),
        row.get(POST.TOPIC_ID),
        row.get(POST.POSITION),
        row.get(AUTHOR_ID),
        row.get(AUTHOR),
        row.get(POST.SOURCE),
        row.get(POST.EDITS),
        row.get(DELETED),
        row.get(DELETED_BY),
        row.get(HELD));
  }

  /** Where it stands: a waiting reply has no place yet and follows its topic's last post. */
  public int place(TopicHead topic) {
    return position > 0 ? position : Math.max(1, topic.postCount());
  }
}
