package stoa.tools.stackexchange;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.IMPORT_COMMENT;
import static stoa.schema.Tables.IMPORT_MAP;
import static stoa.schema.Tables.IMPORT_ORDER;
import static stoa.schema.Tables.IMPORT_POST;
import static stoa.schema.Tables.IMPORT_RUN;
import static stoa.schema.Tables.TAG;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Tx;
import stoa.schema.tables.ImportMap;
import stoa.schema.tables.ImportOrder;
import stoa.schema.tables.ImportPost;
import stoa.tools.stackexchange.StageQueries.Run;

/** The board, and the questions as the topics that they become. */
final class TopicImportQueries {
  private static final ImportOrder LAST = IMPORT_ORDER.as("last_order");
  private static final ImportOrder ANSWER = IMPORT_ORDER.as("accepted_order");
  private static final ImportPost LAST_POST = IMPORT_POST.as("last_post");
  private static final ImportMap LAST_AUTHOR = IMPORT_MAP.as("last_author");

  /** A question; its author's name only where they have no account. */
  record Question(
      long topicId,
      @Nullable Long author,
      @Nullable String authorName,
      String title,
      @Nullable String tags,
      int score,
      long views,
      Instant created,
      @Nullable Instant closed,
      int posts,
      @Nullable Long accepted,
      LastPost last) {}

  record LastPost(long postId, Instant at, @Nullable Long author, @Nullable String authorName) {}

  List<Question> questions(Tx tx, Run run, long after, long upTo) {
    var lastOwner = coalesce(LAST_POST.OWNER, IMPORT_COMMENT.OWNER);
    var lastName = coalesce(LAST_POST.OWNER_NAME, IMPORT_COMMENT.OWNER_NAME);
    return tx.sql()
        .select(
            IMPORT_ORDER.TOPIC_ID,
            IMPORT_MAP.NEW_ID,
            PostImportQueries.nameWithoutAccount(
                IMPORT_MAP, IMPORT_POST.OWNER, IMPORT_POST.OWNER_NAME),
            coalesce(IMPORT_POST.TITLE, inline("")),
            IMPORT_POST.TAGS,
            IMPORT_POST.SCORE,
            IMPORT_POST.VIEWS,
            IMPORT_POST.CREATED_AT,
            IMPORT_POST.CLOSED_AT,
            IMPORT_ORDER.POST_COUNT,
            ANSWER.POST_ID,
            row(
                    LAST.POST_ID,
                    coalesce(LAST_POST.CREATED_AT, IMPORT_COMMENT.CREATED_AT),
                    LAST_AUTHOR.NEW_ID,
                    PostImportQueries.nameWithoutAccount(LAST_AUTHOR, lastOwner, lastName))
                .mapping(LastPost::new))
        .from(IMPORT_ORDER)
        .join(IMPORT_POST)
        .on(IMPORT_POST.OLD_ID.eq(IMPORT_ORDER.OLD_ID))
        .join(LAST)
        .on(LAST.NUMBER.eq(IMPORT_ORDER.NUMBER.plus(IMPORT_ORDER.POST_COUNT).minus(1)))
        .leftJoin(IMPORT_MAP)
        .on(PostImportQueries.isAccount(IMPORT_MAP, run, IMPORT_POST.OWNER))
        .leftJoin(ANSWER)
        .on(ANSWER.COMMENT.isFalse(), ANSWER.OLD_ID.eq(IMPORT_POST.ACCEPTED))
        .and(ANSWER.TOPIC_ID.eq(IMPORT_ORDER.TOPIC_ID))
        .leftJoin(LAST_POST)
        .on(LAST.COMMENT.isFalse(), LAST_POST.OLD_ID.eq(LAST.OLD_ID))
        .leftJoin(IMPORT_COMMENT)
        .on(LAST.COMMENT.isTrue(), IMPORT_COMMENT.OLD_ID.eq(LAST.OLD_ID))
        .leftJoin(LAST_AUTHOR)
        .on(PostImportQueries.isAccount(LAST_AUTHOR, run, lastOwner))
        .where(IMPORT_ORDER.NUMBER.gt(after), IMPORT_ORDER.NUMBER.le(upTo))
        .and(IMPORT_ORDER.POSITION.eq(1))
        .orderBy(IMPORT_ORDER.NUMBER)
        .fetch(mapping(Question::new));
  }

  /** The ids of tags, which are made where they are missing. */
  Map<String, Long> tagIds(Tx tx, Collection<String> names) {
    var tags = tx.sql().insertInto(TAG, TAG.NAME);
    for (String name : names) {
      tags = tags.values(name);
    }
    int _ = tags.onConflictDoNothing().execute();
    return tx.sql()
        .select(TAG.NAME, TAG.ID)
        .from(TAG)
        .where(TAG.NAME.in(names))
        .fetchMap(TAG.NAME, TAG.ID);
  }

  /** The board that the import made before it was interrupted. */
  Optional<Long> board(Tx tx, Run run) {
    return tx.sql()
        .select(IMPORT_RUN.BOARD_ID)
        .from(IMPORT_RUN)
        .where(IMPORT_RUN.ID.eq(run.id()), IMPORT_RUN.BOARD_ID.isNotNull())
        .fetchOptional(IMPORT_RUN.BOARD_ID);
  }

  void remember(Tx tx, Run run, long board) {
    tx.sql()
        .update(IMPORT_RUN)
        .set(IMPORT_RUN.BOARD_ID, board)
        .where(IMPORT_RUN.ID.eq(run.id()))
        .execute();
  }

  /**
   * A category (without a parent) or a board, the last of its siblings; nothing if the slug is
   * taken.
   */
  Optional<Long> insertBoard(Tx tx, @Nullable Long parent, String title, String slug, Instant now) {
    var siblings = parent == null ? BOARD.PARENT_ID.isNull() : BOARD.PARENT_ID.eq(parent);
    return tx.sql()
        .insertInto(BOARD)
        .set(BOARD.PARENT_ID, parent)
        .set(BOARD.TITLE, title)
        .set(BOARD.SLUG, slug)
        .set(
            BOARD.POSITION,
            select(coalesce(max(BOARD.POSITION), inline(0)).plus(1)).from(BOARD).where(siblings))
        .set(BOARD.CREATED_AT, now)
        .onConflictDoNothing()
        .returningResult(BOARD.ID)
        .fetchOptional(BOARD.ID);
  }
}
