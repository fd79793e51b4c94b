package stoa.account;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.left;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Viewer;
import stoa.base.db.Db;

/** What a profile shows. */
final class ProfileQueries {
  private static final int RECENT = 10;

  /** Enough source for an extract of a line or two. */
  private static final int EXTRACT_SOURCE = 600;

  private final Db db;
  private final Access access;

  ProfileQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  record Profile(
      long id,
      String name,
      List<Long> groups,
      String aboutHtml,
      @Nullable String website,
      @Nullable String location,
      Instant created,
      @Nullable Instant seen,
      long topics,
      long posts,
      long score,
      boolean removed) {}

  record Recent(long postId, String topicTitle, String boardTitle, Instant at, String source) {}

  Optional<Profile> profile(String nameKey) {
    return profile(ACCOUNT.NAME_KEY.eq(nameKey));
  }

  Optional<Profile> profile(long id) {
    return profile(ACCOUNT.ID.eq(id));
  }

  private Optional<Profile> profile(Condition which) {
    return db.read(sql ->
        sql.select(
                ACCOUNT.ID,
                ACCOUNT.NAME,
                ACCOUNT.GROUPS.convertFrom(List::of),
                ACCOUNT.ABOUT_HTML,
                ACCOUNT.WEBSITE,
                ACCOUNT.LOCATION,
                ACCOUNT.CREATED_AT,
                ACCOUNT.SEEN_AT,
                ACCOUNT.TOPIC_COUNT,
                ACCOUNT.POST_COUNT,
                ACCOUNT.SCORE,
                ACCOUNT.REMOVED_AT.isNotNull())
            .from(ACCOUNT)
            .where(which)
            .fetchOptional(mapping(Profile::new)));
  }

  List<Recent> recent(Viewer viewer, long accountId) {
    return db.read(sql ->
        sql.select(
                POST.ID,
                TOPIC.TITLE,
                BOARD.TITLE,
                POST.CREATED_AT,
                left(POST.SOURCE, EXTRACT_SOURCE))
            .from(POST)
            .join(TOPIC)
            .on(TOPIC.ID.eq(POST.TOPIC_ID))
            .join(BOARD)
            .on(BOARD.ID.eq(TOPIC.BOARD_ID))
            .where(POST.AUTHOR_ID.eq(accountId), access.posts(viewer))
            .orderBy(POST.ID.desc())
            .limit(RECENT)
            .fetch(mapping(Recent::new)));
  }
}
