package stoa.account;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.SECRET;
import static stoa.schema.Tables.TALLY;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import stoa.access.GroupKind;
import stoa.access.Memberships;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** The rows of people. */
final class AccountQueries {
  private static final String MEMBERS = "members";
  private static final int LISTED_AT_ONCE = 1_000;

  private final Db db;
  private final Memberships memberships;

  AccountQueries(Db db, Memberships memberships) {
    this.db = db;
    this.memberships = memberships;
  }

  /** What signing in needs. A member without a password hash cannot sign in with one. */
  record Credentials(long id, String name, @Nullable String passwordHash) {}

  /** A member's own settings. */
  record Own(
      long id, String name, @Nullable String email, @Nullable String language, String about) {}

  /** A new account. */
  record NewAccount(
      String name,
      String nameKey,
      @Nullable String email,
      @Nullable String emailKey,
      @Nullable String passwordHash,
      @Nullable String language) {}

  Optional<Credentials> credentials(String nameKey, String emailKey) {
    return db.read(sql ->
        sql.select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.PASSWORD)
            .from(ACCOUNT)
            .where(ACCOUNT.NAME_KEY.eq(nameKey).or(ACCOUNT.EMAIL_KEY.eq(emailKey)))
            .and(ACCOUNT.REMOVED_AT.isNull())
            .orderBy(ACCOUNT.ID)
            .limit(1)
            .fetchOptional(mapping(Credentials::new)));
  }

  boolean nameTaken(String nameKey) {
    return db.read(sql ->
        sql.select(exists(selectOne().from(ACCOUNT).where(ACCOUNT.NAME_KEY.eq(nameKey))))
            .fetchSingle()
            .value1());
  }

  boolean emailTaken(String emailKey, long exceptId) {
    return db.read(sql ->
        sql.select(
                exists(
                    selectOne()
                        .from(ACCOUNT)
                        .where(ACCOUNT.EMAIL_KEY.eq(emailKey), ACCOUNT.ID.ne(exceptId))))
            .fetchSingle()
            .value1());
  }

  /** The new account's id; empty where somebody was faster with its name or address. */
  Optional<Long> insert(Tx tx, NewAccount account, Instant now) {
    Optional<Long> id =
        tx.sql()
            .insertInto(ACCOUNT)
            .set(ACCOUNT.NAME, account.name())
            .set(ACCOUNT.NAME_KEY, account.nameKey())
            .set(ACCOUNT.EMAIL, account.email())
            .set(ACCOUNT.EMAIL_KEY, account.emailKey())
            .set(ACCOUNT.PASSWORD, account.passwordHash())
            .set(ACCOUNT.LANGUAGE, account.language())
            .set(ACCOUNT.CREATED_AT, now)
            .set(ACCOUNT.SEEN_AT, now)
            .onConflictDoNothing()
            .returningResult(ACCOUNT.ID)
            .fetchOptional(row -> row.value1());
    if (id.isPresent()) {
      countMembers(tx, 1);
    }
    return id;
  }

  private static void countMembers(Tx tx, int change) {
    tx.sql()
        .update(TALLY)
        .set(TALLY.VALUE, TALLY.VALUE.plus(change))
        .where(TALLY.NAME.eq(MEMBERS))
        .execute();
  }

  long members() {
    return db.read(sql ->
        sql.select(TALLY.VALUE).from(TALLY).where(TALLY.NAME.eq(MEMBERS)).fetchSingle().value1());
  }

  boolean hasAdministrator() {
    return db.read(sql ->
        sql.select(exists(selectOne().from(ACCOUNT).where(isAdministrator())))
            .fetchSingle()
            .value1());
  }

  Own own(long id) {
    return db.read(sql ->
        sql.select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.EMAIL, ACCOUNT.LANGUAGE, ACCOUNT.ABOUT)
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(id))
            .fetchSingle(mapping(Own::new)));
  }

  @Nullable String passwordHash(long id) {
    return db.read(sql ->
        sql.select(ACCOUNT.PASSWORD).from(ACCOUNT).where(ACCOUNT.ID.eq(id)).fetchSingle().value1());
  }

  boolean isMember(Tx tx, long id) {
    return tx.sql()
        .fetchExists(
            selectOne().from(ACCOUNT).where(ACCOUNT.ID.eq(id), ACCOUNT.REMOVED_AT.isNull()));
  }

  private Condition isAdministrator() {
    return memberships.in(GroupKind.ADMINISTRATORS.id()).and(ACCOUNT.REMOVED_AT.isNull());
  }

  /** The members who came after that one, some at a time. */
  List<OperatorAccounts.Line> list(long after) {
    return db.read(sql ->
        sql.select(
                ACCOUNT.ID,
                ACCOUNT.NAME,
                ACCOUNT.EMAIL,
                ACCOUNT.GROUPS.convertFrom(List::of),
                ACCOUNT.CREATED_AT,
                ACCOUNT.SEEN_AT)
            .from(ACCOUNT)
            .where(ACCOUNT.ID.gt(after), ACCOUNT.REMOVED_AT.isNull())
            .orderBy(ACCOUNT.ID)
            .limit(LISTED_AT_ONCE)
            .fetch(mapping(OperatorAccounts.Line::new)));
  }

  void setPassword(Tx tx, long id, String hash) {
    tx.sql().update(ACCOUNT).set(ACCOUNT.PASSWORD, hash).where(ACCOUNT.ID.eq(id)).execute();
  }

  /** Puts a new hash of the same password in the place of the old, if that is still there. */
  void renewPassword(Tx tx, long id, String old, String renewed) {
    tx.sql()
        .update(ACCOUNT)
        .set(ACCOUNT.PASSWORD, renewed)
        .where(ACCOUNT.ID.eq(id), ACCOUNT.PASSWORD.eq(old))
        .execute();
  }

  void setOwn(
      Tx tx,
      long id,
      @Nullable String email,
      @Nullable String emailKey,
      @Nullable String language,
      String about,
      String aboutHtml) {
    tx.sql()
        .update(ACCOUNT)
        .set(ACCOUNT.EMAIL, email)
        .set(ACCOUNT.EMAIL_KEY, emailKey)
        .set(ACCOUNT.LANGUAGE, language)
        .set(ACCOUNT.ABOUT, about)
        .set(ACCOUNT.ABOUT_HTML, aboutHtml)
        .where(ACCOUNT.ID.eq(id))
        .execute();
  }

  void setLanguage(Tx tx, long id, String language) {
    tx.sql().update(ACCOUNT).set(ACCOUNT.LANGUAGE, language).where(ACCOUNT.ID.eq(id)).execute();
  }

  /** True where the account was there and this call removed it. */
  boolean remove(Tx tx, long id, long by, Instant now) {
    boolean removed =
        tx.sql()
                .update(ACCOUNT)
                .set(ACCOUNT.REMOVED_AT, now)
                .set(ACCOUNT.REMOVED_BY, by)
                .where(ACCOUNT.ID.eq(id), ACCOUNT.REMOVED_AT.isNull())
                .execute()
            == 1;
    if (removed) {
      countMembers(tx, -1);
    }
    return removed;
  }

  /**
   * A secret by its name, made where it is missing; of several servers that start at once one wins.
   */
  byte[] secret(String name, byte[] fresh, Instant now) {
    return db.write(tx -> {
      tx.sql()
          .insertInto(SECRET, SECRET.NAME, SECRET.VALUE, SECRET.CREATED_AT)
          .values(name, fresh, now)
          .onConflictDoNothing()
          .execute();
      return tx.sql()
          .select(SECRET.VALUE)
          .from(SECRET)
          .where(SECRET.NAME.eq(name))
          .fetchSingle()
          .value1();
    });
  }

  void replaceSecret(String name, byte[] value, Instant now) {
    db.change(tx ->
        tx.sql()
            .insertInto(SECRET, SECRET.NAME, SECRET.VALUE, SECRET.CREATED_AT)
            .values(name, value, now)
            .onConflict(SECRET.NAME)
            .doUpdate()
            .set(SECRET.VALUE, value)
            .set(SECRET.CREATED_AT, now)
            .execute());
  }

  /**
   * Takes a secret out: true for the one caller who brought its right value.
   *
   * @param after older ones count no longer
   */
  boolean spendSecret(Tx tx, String name, byte[] value, Instant after) {
    return tx.sql().deleteFrom(SECRET).where(isSecret(name, value, after)).execute() == 1;
  }

  private static Condition isSecret(String name, byte[] value, Instant after) {
    return SECRET.NAME.eq(name).and(SECRET.VALUE.eq(value)).and(SECRET.CREATED_AT.gt(after));
  }

  boolean secretIs(String name, byte[] value, Instant after) {
    return db.read(sql ->
        sql.select(exists(selectOne().from(SECRET).where(isSecret(name, value, after))))
            .fetchSingle()
            .value1());
  }
}
