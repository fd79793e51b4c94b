package stoa.access;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.GROUP_MEMBER;
import static stoa.schema.Tables.MEMBER_GROUP;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.db.Tx;
import stoa.event.Tags;

/**
 * Who is in which group. A change is in force on this server before it is answered, on all others
 * when a notification of it reaches them.
 */
public final class Memberships {
  /** Of more than so many members whose groups change not each is told to the other servers. */
  private static final int MOST_NAMED = 500;

  private final Access access;
  private final AccessLog log;
  private final InstantSource clock;

  public Memberships(Access access, AccessLog log, InstantSource clock) {
    this.access = access;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Being in a group.
   *
   * @param until when it ends; null for never
   * @param leader whether they decide who else is in it
   */
  public record Term(@Nullable Instant until, boolean leader) {
    /** For ever, as one of many. */
    public static final Term USUAL = new Term(null, false);

    String text() {
      return (until == null ? "for ever" : until.toString()) + (leader ? " leader" : "");
    }

    static Optional<Term> parsed(String text) {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      boolean leader = text.endsWith(" leader");
      String until = leader ? text.substring(0, text.length() - " leader".length()) : text;
      return Optional.of(new Term(until.equals("for ever") ? null : Instant.parse(until), leader));
    }
  }

  /**
   * Puts members into a group, or changes their time in it.
   *
   * @param by null for the operator, or the group's rule
   */
  public void put(Tx tx, @Nullable Long by, long group, Collection<Long> accounts, Term term) {
    put(tx, by, group, accounts, term, null);
  }

  private void put(
      Tx tx,
      @Nullable Long by,
      long group,
      Collection<Long> accounts,
      Term term,
      @Nullable Long undoes) {
    if (accounts.isEmpty()) {
      return;
    }
    if (group == GroupKind.ADMINISTRATORS.id() && term.until() != null) {
      requireAnotherAdministrator(tx, accounts);
    }
    var was = terms(tx, group, accounts);
    Instant now = clock.instant();
    var insert =
        tx.sql()
            .insertInto(
                GROUP_MEMBER,
                GROUP_MEMBER.ACCOUNT_ID,
                GROUP_MEMBER.GROUP_ID,
                GROUP_MEMBER.SINCE,
                GROUP_MEMBER.UNTIL,
                GROUP_MEMBER.LEADER,
                GROUP_MEMBER.ADDED_BY);
    for (long account : sorted(accounts)) {
      insert = insert.values(account, group, now, term.until(), term.leader(), by);
    }
    int _ =
        insert
            .onConflict(GROUP_MEMBER.ACCOUNT_ID, GROUP_MEMBER.GROUP_ID)
            .doUpdate()
            .set(GROUP_MEMBER.UNTIL, excluded(GROUP_MEMBER.UNTIL))
            .set(GROUP_MEMBER.LEADER, excluded(GROUP_MEMBER.LEADER))
            // Who was there by its rule stays now whatever the rule says.
            .set(
                GROUP_MEMBER.ADDED_BY,
                coalesce(excluded(GROUP_MEMBER.ADDED_BY), GROUP_MEMBER.ADDED_BY))
            .execute();
    log.add(
        tx,
        sorted(accounts).stream()
            .flatMap(account -> entry(by, group, account, was.get(account), term, undoes).stream())
            .toList());
    changed(tx, group, accounts);
  }

  /** Puts a member in who comes by themselves, for ever; who is there already stays as they are. */
  public void join(Tx tx, long group, long account) {
    var one = List.of(account);
    if (term(tx, group, account).filter(this::over).isPresent()) {
      remove(tx, null, group, one);
    }
    insert(
        tx,
        account,
        group,
        select(ACCOUNT.ID)
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(account), ACCOUNT.REMOVED_AT.isNull()));
  }

  private boolean over(Term term) {
    Instant until = term.until();
    return until != null && !until.isAfter(clock.instant());
  }

  private static List<Long> sorted(Collection<Long> accounts) {
    return accounts.stream().distinct().sorted().toList();
  }

  private static Optional<AccessLog.Entry> entry(
      @Nullable Long by,
      long group,
      long account,
      @Nullable Term was,
      @Nullable Term becomes,
      @Nullable Long undoes) {
    String before = was == null ? "" : was.text();
    String after = becomes == null ? "" : becomes.text();
    if (before.equals(after)) {
      return Optional.empty();
    }
    return Optional.of(
        new AccessLog.Entry(
            AccessLog.What.MEMBERSHIP,
            by,
            AccessRules.SITE,
            group,
            account,
            before,
            after,
            undoes));
  }

  /**
   * Puts back how members stood in a group before a change.
   *
   * @param was as the log has it
   * @param undoes the change that this takes back
   */
  public void putBack(
      Tx tx, long by, long group, Collection<Long> accounts, String was, long undoes) {
    Term.parsed(was)
        .ifPresentOrElse(
            term -> put(tx, by, group, accounts, term, undoes),
            () -> remove(tx, by, group, accounts, undoes));
  }

  private static Map<Long, Term> terms(Tx tx, long group, Collection<Long> accounts) {
    return tx.sql()
        .select(GROUP_MEMBER.ACCOUNT_ID, GROUP_MEMBER.UNTIL, GROUP_MEMBER.LEADER)
        .from(GROUP_MEMBER)
        .where(GROUP_MEMBER.GROUP_ID.eq(group), among(GROUP_MEMBER.ACCOUNT_ID, accounts))
        .fetchMap(row -> row.value1(), row -> new Term(row.value2(), row.value3()));
  }

  /**
   * Takes members out of a group.
   *
   * @throws Refused as forbidden where no administrator would be left
   */
  public void remove(Tx tx, @Nullable Long by, long group, Collection<Long> accounts) {
    remove(tx, by, group, accounts, null);
  }

  private void remove(
      Tx tx, @Nullable Long by, long group, Collection<Long> accounts, @Nullable Long undoes) {
    if (group == GroupKind.ADMINISTRATORS.id()) {
      requireAnotherAdministrator(tx, accounts);
    }
    var was = terms(tx, group, accounts);
    int _ =
        tx.sql()
            .deleteFrom(GROUP_MEMBER)
            .where(GROUP_MEMBER.GROUP_ID.eq(group), among(GROUP_MEMBER.ACCOUNT_ID, accounts))
            .execute();
    log.add(
        tx,
        sorted(was.keySet()).stream()
            .flatMap(account -> entry(by, group, account, was.get(account), null, undoes).stream())
            .toList());
    changed(tx, group, was.keySet());
  }

  /**
   * Of two who step down at once the second finds themselves the last.
   *
   * @throws Refused as forbidden where no administrator would be left
   */
  public void requireAnotherAdministrator(Tx tx, Collection<Long> leaving) {
    var administrators =
        new HashSet<>(
            tx.sql()
                .select(GROUP_MEMBER.ACCOUNT_ID)
                .from(GROUP_MEMBER)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(GROUP_MEMBER.ACCOUNT_ID))
                .where(
                    GROUP_MEMBER.GROUP_ID.eq(GroupKind.ADMINISTRATORS.id()),
                    GROUP_MEMBER.UNTIL.isNull(),
                    ACCOUNT.REMOVED_AT.isNull())
                .orderBy(GROUP_MEMBER.ACCOUNT_ID)
                .forUpdate()
                .of(GROUP_MEMBER)
                .fetch(GROUP_MEMBER.ACCOUNT_ID));
    if (administrators.removeAll(leaving) && administrators.isEmpty()) {
      throw new Refused(new Refusal.Forbidden(Message.of("group.onlyAdministrator")));
    }
  }

  /** Where the group's badge stands beside their names, all pages may show it. */
  void changed(Tx tx, long group, Collection<Long> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    Set<String> tags = accounts.stream().map(Tags::groups).collect(Collectors.toSet());
    boolean everywhere = access.rules().group(group).map(Group::hasBadge).orElse(true);
    tx.changes(everywhere || tags.size() > MOST_NAMED ? Set.of(Tags.ALL) : tags);
  }

  /** A member's time in a group; empty where they are not in it. */
  public Optional<Term> term(Tx tx, long group, long account) {
    return Optional.ofNullable(terms(tx, group, List.of(account)).get(account));
  }

  /**
   * Puts somebody who has just come into the group of new members, where its rule asks for more.
   */
  public void putNewcomer(Tx tx, long account) {
    var rule = MEMBER_GROUP;
    insert(
        tx,
        null,
        GroupKind.NEW.id(),
        select(ACCOUNT.ID)
            .from(ACCOUNT)
            .join(rule)
            .on(rule.ID.eq(GroupKind.NEW.id()))
            .where(
                ACCOUNT.ID.eq(account),
                coalesce(rule.LEAST_POSTS, rule.LEAST_DAYS, rule.LEAST_LIKES).isNotNull()));
  }

  /** Puts in whom a query finds, for ever; who is there already stays as they are. */
  int insert(Tx tx, @Nullable Long by, long group, Select<Record1<Long>> accounts) {
    var found = accounts.asTable("found");
    var added =
        tx.sql()
            .insertInto(
                GROUP_MEMBER,
                GROUP_MEMBER.ACCOUNT_ID,
                GROUP_MEMBER.GROUP_ID,
                GROUP_MEMBER.SINCE,
                GROUP_MEMBER.ADDED_BY)
            .select(
                select(
                        found.field(ACCOUNT.ID),
                        val(group),
                        val(clock.instant()),
                        val(by, GROUP_MEMBER.ADDED_BY))
                    .from(found))
            .onConflictDoNothing()
            .returningResult(GROUP_MEMBER.ACCOUNT_ID)
            .fetch(GROUP_MEMBER.ACCOUNT_ID);
    log.addMemberships(tx, by, group, added, "", Term.USUAL.text());
    changed(tx, group, added);
    return added.size();
  }

  /** Members in a group, at this moment. */
  public Condition in(long group) {
    return exists(
        selectOne()
            .from(GROUP_MEMBER)
            .where(
                GROUP_MEMBER.ACCOUNT_ID.eq(ACCOUNT.ID), GROUP_MEMBER.GROUP_ID.eq(group), lasts()));
  }

  Condition lasts() {
    return GROUP_MEMBER.UNTIL.isNull().or(GROUP_MEMBER.UNTIL.gt(clock.instant()));
  }
}
