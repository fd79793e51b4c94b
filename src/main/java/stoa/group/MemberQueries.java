package stoa.group;

import static org.jooq.Records.mapping;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.GROUP_MEMBER;
import static stoa.schema.Tables.SESSION;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Db;

/** What staff see of one member. */
final class MemberQueries {
  private static final int MOST_SESSIONS = 50;

  private final Db db;
  private final InstantSource clock;

  MemberQueries(Db db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  record Facts(
      long id,
      String name,
      @Nullable String email,
      Instant joined,
      @Nullable Instant seen,
      long posts,
      long likes,
      boolean removed) {}

  /**
   * @param by who put them into it; null for its rule or the operator
   */
  record Membership(
      long group, Instant since, @Nullable Instant until, boolean leader, @Nullable String by) {}

  Optional<Facts> facts(long id) {
    return db.read(sql ->
        sql.select(
                ACCOUNT.ID,
                ACCOUNT.NAME,
                ACCOUNT.EMAIL,
                ACCOUNT.CREATED_AT,
                ACCOUNT.SEEN_AT,
                ACCOUNT.POST_COUNT,
                ACCOUNT.SCORE,
                ACCOUNT.REMOVED_AT.isNotNull())
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(id))
            .fetchOptional(mapping(Facts::new)));
  }

  /** The groups that a member is in; as many at most as there are groups. */
  List<Membership> memberships(long account) {
    var by = ACCOUNT.as("by");
    return db.read(sql ->
        sql.select(
                GROUP_MEMBER.GROUP_ID,
                GROUP_MEMBER.SINCE,
                GROUP_MEMBER.UNTIL,
                GROUP_MEMBER.LEADER,
                by.NAME)
            .from(GROUP_MEMBER)
            .leftJoin(by)
            .on(by.ID.eq(GROUP_MEMBER.ADDED_BY))
            .where(
                GROUP_MEMBER.ACCOUNT_ID.eq(account),
                GROUP_MEMBER.UNTIL.isNull().or(GROUP_MEMBER.UNTIL.gt(clock.instant())))
            .orderBy(GROUP_MEMBER.SINCE, GROUP_MEMBER.GROUP_ID)
            .fetch(mapping(Membership::new)));
  }

  /** Those used last. */
  List<MemberPage.Session> sessions(long account) {
    return db.read(sql ->
        sql.select(SESSION.CREATED_AT, SESSION.SEEN_AT)
            .from(SESSION)
            .where(SESSION.ACCOUNT_ID.eq(account), SESSION.EXPIRES_AT.gt(clock.instant()))
            .orderBy(SESSION.SEEN_AT.desc())
            .limit(MOST_SESSIONS)
            .fetch(mapping(MemberPage.Session::new)));
  }
}
