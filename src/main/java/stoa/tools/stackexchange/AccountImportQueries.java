package stoa.tools.stackexchange;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sequence;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.IMPORT_ACCOUNT;
import static stoa.schema.Tables.TALLY;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.tools.stackexchange.StageQueries.Run;

/** Users and the accounts that they become. */
final class AccountImportQueries {
  private static final String ACCOUNTS =
      "copy account (id, name, name_key, about, about_html, location, website, score, created_at, seen_at) from stdin";
  private static final String MAP = "copy import_map (run_id, kind, old_id, new_id) from stdin";

  private final Db db;

  AccountImportQueries(Db db) {
    this.db = db;
  }

  /** As the dump has it. */
  record User(
      long oldId,
      String name,
      String about,
      @Nullable String location,
      @Nullable String website,
      long score,
      Instant created,
      @Nullable Instant seen) {}

  /** As it would be if its name is free. */
  record NewAccount(User user, String name, String nameKey, String about, String aboutHtml) {}

  long count() {
    return db.read(sql -> (long) sql.fetchCount(IMPORT_ACCOUNT));
  }

  long countUpTo(long oldId) {
    return db.read(sql -> (long) sql.fetchCount(IMPORT_ACCOUNT, IMPORT_ACCOUNT.OLD_ID.le(oldId)));
  }

  List<User> next(long after, int batch) {
    return db.read(sql ->
        sql.select(
                IMPORT_ACCOUNT.OLD_ID,
                IMPORT_ACCOUNT.NAME,
                IMPORT_ACCOUNT.ABOUT,
                IMPORT_ACCOUNT.LOCATION,
                IMPORT_ACCOUNT.WEBSITE,
                IMPORT_ACCOUNT.SCORE,
                IMPORT_ACCOUNT.CREATED_AT,
                IMPORT_ACCOUNT.SEEN_AT)
            .from(IMPORT_ACCOUNT)
            .where(IMPORT_ACCOUNT.OLD_ID.gt(after))
            .orderBy(IMPORT_ACCOUNT.OLD_ID)
            .limit(batch)
            .fetch(mapping(User::new)));
  }

  /** Those of the keys that an account has already. */
  Set<String> taken(Tx tx, Collection<String> keys) {
    return tx.sql()
        .select(ACCOUNT.NAME_KEY)
        .from(ACCOUNT)
        .where(ACCOUNT.NAME_KEY.eq(any(keys.toArray(String[]::new))))
        .fetchSet(ACCOUNT.NAME_KEY);
  }

  /** Makes the accounts and remembers which user became which. */
  void insert(Tx tx, Run run, List<NewAccount> accounts) {
    var ids =
        tx.sql().nextvals(sequence(name("account_id_seq"), SQLDataType.BIGINT), accounts.size());
    StagingQueries.copy(
        tx,
        ACCOUNTS,
        out -> {
          for (int i = 0; i < accounts.size(); i++) {
            write(ids.get(i), accounts.get(i), out);
          }
        });
    StagingQueries.copy(
        tx,
        MAP,
        out -> {
          for (int i = 0; i < accounts.size(); i++) {
            out.add(run.id()).add("account").add(accounts.get(i).user().oldId()).add(ids.get(i));
            out.end();
          }
        });
  }

  private static void write(long id, NewAccount account, CopyRows out) throws SQLException {
    User user = account.user();
    out.add(id)
        .add(account.name())
        .add(account.nameKey())
        .add(account.about())
        .add(account.aboutHtml())
        .add(user.location())
        .add(webAddress(user.website()))
        .add(user.score())
        .add(user.created())
        .add(user.seen())
        .end();
  }

  /** Anything else would be a link to click on that runs or leads nowhere. */
  private static @Nullable String webAddress(@Nullable String website) {
    return website != null && website.matches("https?://[^\\s\"<>]+") ? website : null;
  }

  void countMembers(Tx tx, int more) {
    tx.sql()
        .update(TALLY)
        .set(TALLY.VALUE, TALLY.VALUE.plus(more))
        .where(TALLY.NAME.eq("members"))
        .execute();
  }
}
