package stoa.tools.stackexchange;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static stoa.schema.Tables.IMPORT_COMMENT;
import static stoa.schema.Tables.IMPORT_MAP;
import static stoa.schema.Tables.IMPORT_ORDER;
import static stoa.schema.Tables.IMPORT_POST;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.schema.tables.ImportMap;
import stoa.schema.tables.ImportOrder;
import stoa.tools.stackexchange.StageQueries.Run;

/** The staged posts in the order in which they are written. */
final class PostImportQueries {
  private static final ImportOrder PARENT = IMPORT_ORDER.as("parent_order");

  private final Db db;

  PostImportQueries(Db db) {
    this.db = db;
  }

  /** A post or comment; {@code parent} is the new id of the post that a comment is about. */
  record StagedPost(
      long postId,
      long topicId,
      int position,
      boolean comment,
      @Nullable Long author,
      @Nullable String authorName,
      @Nullable Long parent,
      String body,
      Instant created,
      @Nullable Instant edited,
      int score) {}

  long count() {
    return db.read(sql -> (long) sql.fetchCount(IMPORT_ORDER));
  }

  List<StagedPost> posts(Run run, long after, long upTo) {
    Field<Long> owner = coalesce(IMPORT_POST.OWNER, IMPORT_COMMENT.OWNER);
    Field<String> ownerName = coalesce(IMPORT_POST.OWNER_NAME, IMPORT_COMMENT.OWNER_NAME);
    return db.read(sql ->
        sql.select(
                IMPORT_ORDER.POST_ID,
                IMPORT_ORDER.TOPIC_ID,
                IMPORT_ORDER.POSITION,
                IMPORT_ORDER.COMMENT,
                IMPORT_MAP.NEW_ID,
                nameWithoutAccount(IMPORT_MAP, owner, ownerName),
                PARENT.POST_ID,
                coalesce(IMPORT_POST.BODY, IMPORT_COMMENT.BODY),
                coalesce(IMPORT_POST.CREATED_AT, IMPORT_COMMENT.CREATED_AT),
                IMPORT_POST.EDITED_AT,
                coalesce(IMPORT_POST.SCORE, IMPORT_COMMENT.SCORE))
            .from(IMPORT_ORDER)
            .leftJoin(IMPORT_POST)
            .on(IMPORT_ORDER.COMMENT.isFalse(), IMPORT_POST.OLD_ID.eq(IMPORT_ORDER.OLD_ID))
            .leftJoin(IMPORT_COMMENT)
            .on(IMPORT_ORDER.COMMENT.isTrue(), IMPORT_COMMENT.OLD_ID.eq(IMPORT_ORDER.OLD_ID))
            .leftJoin(IMPORT_MAP)
            .on(isAccount(IMPORT_MAP, run, owner))
            .leftJoin(PARENT)
            .on(PARENT.COMMENT.isFalse(), PARENT.OLD_ID.eq(IMPORT_COMMENT.POST))
            .where(IMPORT_ORDER.NUMBER.gt(after), IMPORT_ORDER.NUMBER.le(upTo))
            .orderBy(IMPORT_ORDER.NUMBER)
            .fetch(mapping(StagedPost::new)));
  }

  static Condition isAccount(ImportMap account, Run run, Field<Long> owner) {
    return account
        .RUN_ID
        .eq(run.id())
        .and(account.KIND.eq(inline("account")))
        .and(account.OLD_ID.eq(owner));
  }

  /** What an author is called who has no account here. */
  static Field<String> nameWithoutAccount(
      ImportMap account, Field<Long> owner, Field<String> ownerName) {
    return when(
        account.NEW_ID.isNull(),
        coalesce(ownerName, concat(inline("user"), owner), inline("anonymous")));
  }

  /** Which posts and comments became which. */
  void remember(Tx tx, Run run, long after, long upTo) {
    tx.sql()
        .insertInto(
            IMPORT_MAP, IMPORT_MAP.RUN_ID, IMPORT_MAP.KIND, IMPORT_MAP.OLD_ID, IMPORT_MAP.NEW_ID)
        .select(
            select(
                    val(run.id()),
                    when(IMPORT_ORDER.COMMENT, inline("comment")).otherwise(inline("post")),
                    IMPORT_ORDER.OLD_ID,
                    IMPORT_ORDER.POST_ID)
                .from(IMPORT_ORDER)
                .where(IMPORT_ORDER.NUMBER.gt(after), IMPORT_ORDER.NUMBER.le(upTo)))
        .execute();
  }
}
