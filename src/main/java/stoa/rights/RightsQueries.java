package stoa.rights;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.ACCESS_CHANGE;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.GROUP_MEMBER;
import static stoa.schema.Tables.TALLY;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import stoa.access.AccessLog;
import stoa.access.AccessRules;
import stoa.access.BoardReaders;
import stoa.access.GroupKind;
import stoa.base.db.Db;
import stoa.base.view.Urls;
import stoa.schema.tables.Account;

/** What the pages about rights read; all boards, as administrators need them. */
final class RightsQueries {
  private final Db db;
  private final BoardReaders readers;

  RightsQueries(Db db, BoardReaders readers) {
    this.db = db;
    this.readers = readers;
  }

  /** A board or a category. */
  record Place(long id, String title, String slug) {}

  List<Place> boards() {
    return db.read(sql ->
        sql.select(BOARD.ID, BOARD.TITLE, BOARD.SLUG)
            .from(BOARD)
            .orderBy(BOARD.TITLE, BOARD.ID)
            .fetch(mapping(Place::new)));
  }

  Optional<Place> board(long id) {
    return db.read(sql ->
        sql.select(BOARD.ID, BOARD.TITLE, BOARD.SLUG)
            .from(BOARD)
            .where(BOARD.ID.eq(id))
            .fetchOptional(mapping(Place::new)));
  }

  /** How many members some groups have, together. */
  long members(Set<Long> groups) {
    if (groups.contains(GroupKind.MEMBERS.id())) {
      return db.read(sql ->
          sql.select(TALLY.VALUE)
              .from(TALLY)
              .where(TALLY.NAME.eq("members"))
              .fetchSingle()
              .value1());
    }
    return db.read(sql ->
        (long)
            sql.select(countDistinct(GROUP_MEMBER.ACCOUNT_ID))
                .from(GROUP_MEMBER)
                .where(among(GROUP_MEMBER.GROUP_ID, groups))
                .fetchSingle()
                .value1());
  }

  /** A member with the groups that they are in now. */
  record Member(long id, String name, Set<Long> groups) {
    public String url() {
      return Urls.member(name);
    }
  }

  Optional<Member> member(String nameKey) {
    return member(ACCOUNT.NAME_KEY.eq(nameKey));
  }

  Optional<Member> member(long id) {
    return member(ACCOUNT.ID.eq(id));
  }

  private Optional<Member> member(Condition which) {
    return db.read(sql ->
        sql.select(ACCOUNT.ID, ACCOUNT.NAME, readers.groups(ACCOUNT.ID))
            .from(ACCOUNT)
            .where(which, ACCOUNT.REMOVED_AT.isNull())
            .fetchOptional(mapping(Member::new)));
  }

  /** The members of a group, by name. */
  List<Member> members(long group, int most) {
    return db.read(sql ->
        sql.select(ACCOUNT.ID, ACCOUNT.NAME, readers.groups(ACCOUNT.ID))
            .from(GROUP_MEMBER)
            .join(ACCOUNT)
            .on(ACCOUNT.ID.eq(GROUP_MEMBER.ACCOUNT_ID))
            .where(GROUP_MEMBER.GROUP_ID.eq(group), ACCOUNT.REMOVED_AT.isNull())
            .orderBy(ACCOUNT.NAME_KEY)
            .limit(most)
            .fetch(mapping(Member::new)));
  }

  /**
   * A change, as it was kept.
   *
   * @param by null where the operator did it, a rule or an end
   * @param board its title, also where it is gone
   * @param group null where it is gone
   * @param goneGroup the name that it had then; empty where it had none of its own
   * @param gone whether the board or the group is
   * @param undone whether another change has taken it back
   */
  record Change(
      long id,
      Instant at,
      @Nullable String by,
      AccessLog.What what,
      long place,
      @Nullable String board,
      @Nullable Long group,
      @Nullable Long account,
      @Nullable String member,
      String was,
      String becomes,
      String goneGroup,
      boolean gone,
      boolean undoes,
      boolean undone) {}

  /** The newest first. */
  List<Change> changes(@Nullable Long board, boolean ofMembers, int page, int size) {
    return changes(which(board, ofMembers), page, size);
  }

  /**
   * @param ofMembers also who came into which group, and what became of groups
   */
  private static Condition which(@Nullable Long board, boolean ofMembers) {
    var there = board == null ? noCondition() : ACCESS_CHANGE.BOARD_ID.eq(board);
    var rights = List.of(AccessLog.What.RIGHTS.name(), AccessLog.What.MOVE.name());
    return ofMembers ? there : there.and(ACCESS_CHANGE.WHAT.in(rights));
  }

  Optional<Change> change(long id) {
    return changes(ACCESS_CHANGE.ID.eq(id), 1, 1).stream().findFirst();
  }

  private List<Change> changes(Condition which, int page, int size) {
    Account by = ACCOUNT.as("by");
    var later = ACCESS_CHANGE.as("later");
    var undone = field(exists(selectOne().from(later).where(later.UNDOES.eq(ACCESS_CHANGE.ID))));
    return db.read(sql ->
        sql.select(
                ACCESS_CHANGE.ID,
                ACCESS_CHANGE.AT,
                by.NAME,
                ACCESS_CHANGE.WHAT.convertFrom(AccessLog.What::valueOf),
                coalesce(ACCESS_CHANGE.BOARD_ID, inline(AccessRules.SITE)),
                coalesce(BOARD.TITLE, ACCESS_CHANGE.BOARD_TITLE),
                ACCESS_CHANGE.GROUP_ID,
                ACCESS_CHANGE.ACCOUNT_ID,
                ACCOUNT.NAME,
                ACCESS_CHANGE.WAS,
                ACCESS_CHANGE.BECOMES,
                coalesce(ACCESS_CHANGE.GROUP_NAME, inline("")),
                ACCESS_CHANGE.BOARD_TITLE.isNotNull().or(ACCESS_CHANGE.GROUP_NAME.isNotNull()),
                ACCESS_CHANGE.UNDOES.isNotNull(),
                undone)
            .from(ACCESS_CHANGE)
            .leftJoin(by)
            .on(by.ID.eq(ACCESS_CHANGE.BY_ID))
            .leftJoin(BOARD)
            .on(BOARD.ID.eq(ACCESS_CHANGE.BOARD_ID))
            .leftJoin(ACCOUNT)
            .on(ACCOUNT.ID.eq(ACCESS_CHANGE.ACCOUNT_ID))
            .where(which)
            .orderBy(ACCESS_CHANGE.ID.desc())
            .limit(size)
            .offset((page - 1) * size)
            .fetch(mapping(Change::new)));
  }

  /** No more are counted than pages show. */
  int changeCount(@Nullable Long board, boolean ofMembers, int most) {
    var some = selectOne().from(ACCESS_CHANGE).where(which(board, ofMembers)).limit(most);
    return db.read(sql -> sql.select(count()).from(some).fetchSingle().value1());
  }
}
