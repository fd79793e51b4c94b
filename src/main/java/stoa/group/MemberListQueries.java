package stoa.group;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.GROUP_MEMBER;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.account.Names;
import stoa.base.db.Db;

/** The list of all members. */
final class MemberListQueries {
  private final Db db;

  MemberListQueries(Db db) {
    this.db = db;
  }

  /**
   * Which members are listed.
   *
   * @param begin of their names; empty for all
   * @param address whether it may also be somebody's whole e-mail address
   * @param group that they are in; null for all
   */
  record Wanted(String begin, boolean address, @Nullable Long group, boolean newest) {}

  record Row(long id, String name, List<Long> groups, Instant joined, long posts) {}

  List<Row> list(Wanted wanted, int from, int most) {
    return db.read(sql ->
        sql.select(
                ACCOUNT.ID,
                ACCOUNT.NAME,
                ACCOUNT.GROUPS.convertFrom(List::of),
                ACCOUNT.CREATED_AT,
                ACCOUNT.POST_COUNT)
            .from(ACCOUNT)
            .where(which(wanted))
            .orderBy(order(wanted))
            .offset(from)
            .limit(most)
            .fetch(mapping(Row::new)));
  }

  /** Ids are given in the order in which members come, and have an index. */
  private static OrderField<?> order(Wanted wanted) {
    return wanted.newest() ? ACCOUNT.ID.desc() : ACCOUNT.NAME_KEY.asc();
  }

  /** How many they are, counted up to a number. */
  int count(Wanted wanted, int most) {
    return db.read(sql -> {
      var some = sql.select(ACCOUNT.ID).from(ACCOUNT).where(which(wanted)).limit(most);
      return sql.select(DSL.count()).from(some).fetchSingle().value1();
    });
  }

  private static Condition which(Wanted wanted) {
    Condition named = GroupMemberQueries.begins(wanted.begin());
    if (wanted.address() && !wanted.begin().isEmpty()) {
      named = named.or(ACCOUNT.EMAIL_KEY.eq(Names.emailKey(wanted.begin())));
    }
    return ACCOUNT.REMOVED_AT.isNull().and(named).and(in(wanted.group()));
  }

  /** Memberships that ended some seconds ago are still rows, as badges still stand on pages. */
  private static Condition in(@Nullable Long group) {
    if (group == null) {
      return noCondition();
    }
    return exists(
        selectOne()
            .from(GROUP_MEMBER)
            .where(GROUP_MEMBER.ACCOUNT_ID.eq(ACCOUNT.ID), GROUP_MEMBER.GROUP_ID.eq(val(group))));
  }
}
