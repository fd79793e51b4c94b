package stoa.group;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.GROUP_MEMBER;
import static stoa.schema.Tables.GROUP_REQUEST;
import static stoa.schema.Tables.MEMBER_GROUP;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import stoa.access.GroupKind;
import stoa.base.Text;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** The rows of groups. */
final class GroupQueries {
  private static final SelectField<Rule> RULE =
      row(MEMBER_GROUP.LEAST_POSTS, MEMBER_GROUP.LEAST_DAYS, MEMBER_GROUP.LEAST_LIKES)
          .mapping(Rule::new);

  private final Db db;
  private final InstantSource clock;

  GroupQueries(Db db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * A group with a rule.
   *
   * @param belongs which rows of ACCOUNT are in it
   */
  record Ruled(long id, Condition belongs) {}

  /** Those whose members come and go by a rule; of the new members also where there is none. */
  List<Ruled> ruled() {
    return db.read(sql ->
        sql.select(MEMBER_GROUP.ID, RULE)
            .from(MEMBER_GROUP)
            .where(MEMBER_GROUP.JOINING.eq("RULE").or(MEMBER_GROUP.ID.eq(GroupKind.NEW.id())))
            .orderBy(MEMBER_GROUP.ID)
            .fetch(row -> new Ruled(row.value1(), belongs(row.value1(), row.value2()))));
  }

  private Condition belongs(long group, Rule rule) {
    if (rule.none()) {
      return falseCondition();
    }
    return group == GroupKind.NEW.id() ? not(meets(rule)) : meets(rule);
  }

  private Condition meets(Rule rule) {
    Condition all = trueCondition();
    if (rule.posts() != null) {
      all = all.and(ACCOUNT.POST_COUNT.ge(rule.posts().longValue()));
    }
    if (rule.days() != null) {
      all = all.and(ACCOUNT.CREATED_AT.le(clock.instant().minus(Duration.ofDays(rule.days()))));
    }
    return rule.likes() == null ? all : all.and(ACCOUNT.SCORE.ge(rule.likes().longValue()));
  }

  long highestAccount() {
    return db.read(sql ->
        sql.select(coalesce(max(ACCOUNT.ID), inline(0L))).from(ACCOUNT).fetchSingle().value1());
  }

  /** What only the pages of groups need to know of one. */
  record Row(long id, String about, Joining joining, Rule rule, boolean passwordSet) {
    /** For those who are told no more than that it can be joined. */
    Row untold() {
      return new Row(id, "", joining, rule, passwordSet);
    }
  }

  /** A group as it is to be. */
  record Wanted(
      String name,
      String about,
      String colour,
      String badge,
      boolean visible,
      Joining joining,
      Rule rule) {
    /** As the log has it. */
    String text() {
      return String.join(
          " | ",
          name,
          about,
          colour,
          badge,
          visible ? "visible" : "hidden",
          joining.name(),
          rule.toString());
    }
  }

  Map<Long, Row> all() {
    return db.read(sql ->
        sql.select(
                MEMBER_GROUP.ID,
                MEMBER_GROUP.ABOUT,
                MEMBER_GROUP.JOINING.convertFrom(Joining::valueOf),
                RULE,
                field(MEMBER_GROUP.PASSWORD_HASH.isNotNull()))
            .from(MEMBER_GROUP)
            .fetchMap(MEMBER_GROUP.ID, mapping(Row::new)));
  }

  /** How many members each group has now. */
  Map<Long, Integer> sizes() {
    return db.read(sql ->
        sql.select(GROUP_MEMBER.GROUP_ID, count())
            .from(GROUP_MEMBER)
            .join(ACCOUNT)
            .on(ACCOUNT.ID.eq(GROUP_MEMBER.ACCOUNT_ID))
            .where(lasts(), ACCOUNT.REMOVED_AT.isNull())
            .groupBy(GROUP_MEMBER.GROUP_ID)
            .fetchMap(one -> one.value1(), one -> one.value2()));
  }

  private Condition lasts() {
    return GROUP_MEMBER.UNTIL.isNull().or(GROUP_MEMBER.UNTIL.gt(clock.instant()));
  }

  /** The groups that a member leads. */
  Set<Long> ledBy(long account) {
    return db.read(sql ->
        sql.select(GROUP_MEMBER.GROUP_ID)
            .from(GROUP_MEMBER)
            .where(GROUP_MEMBER.ACCOUNT_ID.eq(account), GROUP_MEMBER.LEADER.isTrue(), lasts())
            .fetchSet(GROUP_MEMBER.GROUP_ID));
  }

  /** The groups that a member has asked to be in. */
  Set<Long> askedBy(long account) {
    return db.read(sql ->
        sql.select(GROUP_REQUEST.GROUP_ID)
            .from(GROUP_REQUEST)
            .where(GROUP_REQUEST.ACCOUNT_ID.eq(account))
            .fetchSet(GROUP_REQUEST.GROUP_ID));
  }

  /** How many wait to be let into each group. */
  Map<Long, Integer> waiting() {
    return db.read(sql ->
        sql.select(GROUP_REQUEST.GROUP_ID, count())
            .from(GROUP_REQUEST)
            .groupBy(GROUP_REQUEST.GROUP_ID)
            .fetchMap(one -> one.value1(), one -> one.value2()));
  }

  /** One change of groups at a time; members come and go meanwhile. */
  void lock(Tx tx) {
    tx.sql()
        .select(MEMBER_GROUP.ID)
        .from(MEMBER_GROUP)
        .orderBy(MEMBER_GROUP.ID)
        .forNoKeyUpdate()
        .fetch();
  }

  boolean nameTaken(Tx tx, String name, long except) {
    return tx.sql()
        .fetchExists(
            selectOne()
                .from(MEMBER_GROUP)
                .where(MEMBER_GROUP.NAME_KEY.eq(Text.key(name)), MEMBER_GROUP.ID.ne(except)));
  }

  /** One that an administrator made. */
  Optional<Wanted> own(Tx tx, long id) {
    return tx.sql()
        .select(
            MEMBER_GROUP.NAME,
            MEMBER_GROUP.ABOUT,
            MEMBER_GROUP.COLOUR,
            MEMBER_GROUP.BADGE,
            MEMBER_GROUP.VISIBLE,
            MEMBER_GROUP.JOINING.convertFrom(Joining::valueOf),
            RULE)
        .from(MEMBER_GROUP)
        .where(MEMBER_GROUP.ID.eq(id), MEMBER_GROUP.KIND.eq("OWN"))
        .fetchOptional(mapping(Wanted::new));
  }

  long insert(Tx tx, Wanted group, long by, Instant now) {
    return tx.sql()
        .insertInto(MEMBER_GROUP)
        .set(MEMBER_GROUP.KIND, "OWN")
        .set(MEMBER_GROUP.NAME, group.name())
        .set(MEMBER_GROUP.NAME_KEY, Text.key(group.name()))
        .set(MEMBER_GROUP.ABOUT, group.about())
        .set(MEMBER_GROUP.COLOUR, group.colour())
        .set(MEMBER_GROUP.BADGE, group.badge())
        .set(MEMBER_GROUP.VISIBLE, group.visible())
        .set(MEMBER_GROUP.JOINING, group.joining().name())
        .set(MEMBER_GROUP.LEAST_POSTS, group.rule().posts())
        .set(MEMBER_GROUP.LEAST_DAYS, group.rule().days())
        .set(MEMBER_GROUP.LEAST_LIKES, group.rule().likes())
        .set(MEMBER_GROUP.CREATED_AT, now)
        .set(MEMBER_GROUP.CREATED_BY, by)
        .returningResult(MEMBER_GROUP.ID)
        .fetchSingle()
        .value1();
  }

  void update(Tx tx, long id, Wanted group) {
    tx.sql()
        .update(MEMBER_GROUP)
        .set(MEMBER_GROUP.NAME, group.name())
        .set(MEMBER_GROUP.NAME_KEY, Text.key(group.name()))
        .set(MEMBER_GROUP.ABOUT, group.about())
        .set(MEMBER_GROUP.COLOUR, group.colour())
        .set(MEMBER_GROUP.BADGE, group.badge())
        .set(MEMBER_GROUP.VISIBLE, group.visible())
        .set(MEMBER_GROUP.JOINING, group.joining().name())
        .where(MEMBER_GROUP.ID.eq(id))
        .execute();
    setRule(tx, id, group.rule());
    if (group.joining() != Joining.REQUEST) {
      tx.sql().deleteFrom(GROUP_REQUEST).where(GROUP_REQUEST.GROUP_ID.eq(id)).execute();
    }
  }

  @Nullable Rule rule(Tx tx, long id) {
    return tx.sql()
        .select(RULE)
        .from(MEMBER_GROUP)
        .where(MEMBER_GROUP.ID.eq(id))
        .fetchSingle()
        .value1();
  }

  void setRule(Tx tx, long id, Rule rule) {
    tx.sql()
        .update(MEMBER_GROUP)
        .set(MEMBER_GROUP.LEAST_POSTS, rule.posts())
        .set(MEMBER_GROUP.LEAST_DAYS, rule.days())
        .set(MEMBER_GROUP.LEAST_LIKES, rule.likes())
        .where(MEMBER_GROUP.ID.eq(id))
        .execute();
  }

  /**
   * @param hash null for none
   */
  void setPassword(Tx tx, long id, @Nullable String hash) {
    tx.sql()
        .update(MEMBER_GROUP)
        .set(MEMBER_GROUP.PASSWORD_HASH, hash)
        .where(MEMBER_GROUP.ID.eq(id))
        .execute();
  }

  /** Of a group that is joined by its password; empty also where none is set. */
  Optional<String> passwordHash(long id) {
    return db.read(sql -> hashOf(sql, id).fetchOptional(MEMBER_GROUP.PASSWORD_HASH));
  }

  /** Whether that is its password still; until the end of the transaction it remains so. */
  boolean isPassword(Tx tx, long id, String hash) {
    // Not the key's lock, which a change of the group would pass.
    return hashOf(tx.sql(), id)
        .forShare()
        .fetchOptional(MEMBER_GROUP.PASSWORD_HASH)
        .filter(hash::equals)
        .isPresent();
  }

  private static SelectConditionStep<Record1<String>> hashOf(DSLContext sql, long id) {
    return sql.select(MEMBER_GROUP.PASSWORD_HASH)
        .from(MEMBER_GROUP)
        .where(
            MEMBER_GROUP.ID.eq(id),
            MEMBER_GROUP.JOINING.eq(Joining.PASSWORD.name()),
            MEMBER_GROUP.PASSWORD_HASH.isNotNull());
  }

  void delete(Tx tx, long id) {
    tx.sql().deleteFrom(MEMBER_GROUP).where(MEMBER_GROUP.ID.eq(id)).execute();
  }
}
