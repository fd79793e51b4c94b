package stoa.group;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.GROUP_MEMBER;
import static stoa.schema.Tables.GROUP_REQUEST;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.account.Names;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** Who is in a group, and who wants to be. */
final class GroupMemberQueries {
  /** Requests that are shown at once; the next come when these are decided. */
  private static final int MOST_WAITING = 50;

  private final Db db;
  private final InstantSource clock;

  GroupMemberQueries(Db db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * @param by who put them into it; null for its rule or the operator
   */
  record Row(
      long id,
      String name,
      Instant since,
      @Nullable Instant until,
      boolean leader,
      @Nullable String by) {}

  /** Members of a group whose names begin so, by name. */
  List<Row> members(long group, String begin, int from, int most) {
    var by = ACCOUNT.as("by");
    return db.read(sql ->
        sql.select(
                ACCOUNT.ID,
                ACCOUNT.NAME,
                GROUP_MEMBER.SINCE,
                GROUP_MEMBER.UNTIL,
                GROUP_MEMBER.LEADER,
                by.NAME)
            .from(GROUP_MEMBER)
            .join(ACCOUNT)
            .on(ACCOUNT.ID.eq(GROUP_MEMBER.ACCOUNT_ID))
            .leftJoin(by)
            .on(by.ID.eq(GROUP_MEMBER.ADDED_BY))
            .where(in(group), begins(begin))
            .orderBy(ACCOUNT.NAME_KEY)
            .offset(from)
            .limit(most)
            .fetch(mapping(Row::new)));
  }

  /** How many they are, counted up to a number. */
  int count(long group, String begin, int most) {
    return db.read(sql -> {
      var some =
          sql.select(ACCOUNT.ID)
              .from(GROUP_MEMBER)
              .join(ACCOUNT)
              .on(ACCOUNT.ID.eq(GROUP_MEMBER.ACCOUNT_ID))
              .where(in(group), begins(begin))
              .limit(most);
      return sql.select(DSL.count()).from(some).fetchSingle().value1();
    });
  }

  private Condition in(long group) {
    return GROUP_MEMBER
        .GROUP_ID
        .eq(group)
        .and(ACCOUNT.REMOVED_AT.isNull())
        .and(GROUP_MEMBER.UNTIL.isNull().or(GROUP_MEMBER.UNTIL.gt(clock.instant())));
  }

  /** By the index on how names begin. */
  static Condition begins(String begin) {
    return begin.isEmpty() ? noCondition() : ACCOUNT.NAME_KEY.like(escaped(Names.key(begin)) + "%");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  record Named(long id, String nameKey, @Nullable String emailKey) {}

  /** Members by their names, or by their addresses. */
  List<Named> named(Collection<String> nameKeys, Collection<String> emailKeys) {
    return db.read(sql ->
        sql.select(ACCOUNT.ID, ACCOUNT.NAME_KEY, ACCOUNT.EMAIL_KEY)
            .from(ACCOUNT)
            .where(
                ACCOUNT.REMOVED_AT.isNull(),
                ACCOUNT
                    .NAME_KEY
                    .eq(any(nameKeys.toArray(String[]::new)))
                    .or(ACCOUNT.EMAIL_KEY.eq(any(emailKeys.toArray(String[]::new)))))
            .fetch(mapping(Named::new)));
  }

  /** Who asks to be in a group, and why. */
  record Waiting(long id, String name, String reason, Instant at) {}

  /** Those who have waited longest. */
  List<Waiting> waiting(long group) {
    return db.read(sql ->
        sql.select(ACCOUNT.ID, ACCOUNT.NAME, GROUP_REQUEST.REASON, GROUP_REQUEST.CREATED_AT)
            .from(GROUP_REQUEST)
            .join(ACCOUNT)
            .on(ACCOUNT.ID.eq(GROUP_REQUEST.ACCOUNT_ID))
            .where(GROUP_REQUEST.GROUP_ID.eq(group), ACCOUNT.REMOVED_AT.isNull())
            .orderBy(GROUP_REQUEST.CREATED_AT, ACCOUNT.ID)
            .limit(MOST_WAITING)
            .fetch(mapping(Waiting::new)));
  }

  /** Writes a request down, unless they are in the group or have asked. */
  void ask(Tx tx, long group, long account, String reason) {
    tx.sql()
        .insertInto(GROUP_REQUEST)
        .set(GROUP_REQUEST.GROUP_ID, group)
        .set(GROUP_REQUEST.ACCOUNT_ID, account)
        .set(GROUP_REQUEST.REASON, reason)
        .set(GROUP_REQUEST.CREATED_AT, clock.instant())
        .onConflictDoNothing()
        .execute();
  }

  /** True where there was a request. */
  boolean forget(Tx tx, long group, long account) {
    return tx.sql()
            .deleteFrom(GROUP_REQUEST)
            .where(GROUP_REQUEST.GROUP_ID.eq(group), GROUP_REQUEST.ACCOUNT_ID.eq(account))
            .execute()
        == 1;
  }

  /** Requests of those who are in the group now. */
  void forgetFulfilled(Tx tx, long group) {
    tx.sql()
        .deleteFrom(GROUP_REQUEST)
        .where(
            GROUP_REQUEST.GROUP_ID.eq(group),
            exists(
                selectOne()
                    .from(GROUP_MEMBER)
                    .where(
                        GROUP_MEMBER.GROUP_ID.eq(group),
                        GROUP_MEMBER.ACCOUNT_ID.eq(GROUP_REQUEST.ACCOUNT_ID))))
        .execute();
  }
}
