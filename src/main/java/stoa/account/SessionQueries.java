package stoa.account;

import static java.util.Comparator.comparingLong;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.NOTIFICATION;
import static stoa.schema.Tables.SESSION;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import stoa.access.BoardReaders;
import stoa.access.ShownNotifications;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.web.Members;

/** The rows of sessions. */
final class SessionQueries {
  private final Db db;
  private final SessionCopies copies;
  private final BoardReaders groups;

  SessionQueries(Db db, SessionCopies copies, BoardReaders groups) {
    this.db = db;
    this.groups = groups;
    this.copies = copies;
  }

  record Row(
      long accountId,
      String name,
      @Nullable String language,
      Instant created,
      Instant seen,
      Instant expires) {}

  /** A session, the groups that its member is in, and what they have not read. */
  record Found(Row row, Groups groups, int unread) {}

  /**
   * @param until when the first of them ends; null where none does
   */
  record Groups(Set<Long> ids, @Nullable Instant until) {
    Groups {
      ids = Set.copyOf(ids);
    }

    boolean lasts(Instant now) {
      return until == null || until.isAfter(now);
    }
  }

  /** The groups that a member is in. */
  Groups groups(long account) {
    return db.read(sql ->
        sql.select(groups.groups(DSL.val(account)), groups.firstEnd(DSL.val(account)))
            .fetchSingle(mapping(Groups::new)));
  }

  Optional<Found> find(byte[] hash, Instant now) {
    return db.read(sql ->
        sql.select(
                ACCOUNT.ID,
                ACCOUNT.NAME,
                ACCOUNT.LANGUAGE,
                SESSION.CREATED_AT,
                SESSION.SEEN_AT,
                SESSION.EXPIRES_AT,
                row(groups.groups(ACCOUNT.ID), groups.firstEnd(ACCOUNT.ID)).mapping(Groups::new),
                unread(ACCOUNT.ID))
            .from(SESSION)
            .join(ACCOUNT)
            .on(ACCOUNT.ID.eq(SESSION.ACCOUNT_ID))
            .where(
                SESSION.TOKEN_HASH.eq(hash),
                SESSION.EXPIRES_AT.gt(now),
                ACCOUNT.REMOVED_AT.isNull())
            .fetchOptional(
                mapping((id, name, language, created, seen, expires, theirs, unread) ->
                    new Found(
                        new Row(id, name, language, created, seen, expires), theirs, unread))));
  }

  /** What a member has not read. */
  int unread(long account) {
    return db.read(sql -> sql.select(unread(DSL.val(account))).fetchSingle().value1());
  }

  /** With the session, because every page shows it. */
  private Field<Integer> unread(Field<Long> account) {
    var some =
        select(NOTIFICATION.EVENT_ID)
            .from(NOTIFICATION)
            .where(
                NOTIFICATION.ACCOUNT_ID.eq(account),
                NOTIFICATION.READ_AT.isNull(),
                NOTIFICATION.ON_SITE.isTrue(),
                ShownNotifications.shown(groups.read(account, TOPIC.BOARD_ID)))
            .limit(Members.MOST_UNREAD);
    return field(select(count()).from(some));
  }

  void insert(byte[] hash, long account, Instant now, Instant expires) {
    db.change(tx ->
        tx.sql()
            .insertInto(SESSION)
            .set(SESSION.TOKEN_HASH, hash)
            .set(SESSION.ACCOUNT_ID, account)
            .set(SESSION.CREATED_AT, now)
            .set(SESSION.SEEN_AT, now)
            .set(SESSION.EXPIRES_AT, expires)
            .execute());
  }

  /** Writes down when sessions and their members were here last. */
  void seen(SortedMap<String, SessionUse.Use> uses) {
    db.change(tx -> {
      var sessions =
          tx.sql()
              .batch(
                  tx.sql()
                      .update(SESSION)
                      .set(SESSION.SEEN_AT, (Instant) null)
                      .set(SESSION.EXPIRES_AT, (Instant) null)
                      .where(SESSION.TOKEN_HASH.eq((byte[]) null)));
      var members =
          tx.sql()
              .batch(
                  tx.sql()
                      .update(ACCOUNT)
                      .set(ACCOUNT.SEEN_AT, (Instant) null)
                      .where(ACCOUNT.ID.eq((Long) null)));
      for (var entry : uses.entrySet()) {
        var use = entry.getValue();
        byte[] hash = HexFormat.of().parseHex(entry.getKey());
        sessions = sessions.bind(use.at(), use.expires(), hash);
      }
      for (var use :
          uses.values().stream().sorted(comparingLong(SessionUse.Use::account)).toList()) {
        members = members.bind(use.at(), use.account());
      }
      sessions.execute();
      members.execute();
    });
  }

  void end(byte[] hash) {
    db.change(tx -> tx.sql().deleteFrom(SESSION).where(SESSION.TOKEN_HASH.eq(hash)).execute());
  }

  void endAll(Tx tx, long account) {
    var ended =
        tx.sql()
            .deleteFrom(SESSION)
            .where(SESSION.ACCOUNT_ID.eq(account))
            .returningResult(SESSION.TOKEN_HASH)
            .fetch(SESSION.TOKEN_HASH);
    copies.forgetAfter(tx, ended);
  }

  void endOthers(Tx tx, long account, byte[] keep) {
    var ended =
        tx.sql()
            .deleteFrom(SESSION)
            .where(SESSION.ACCOUNT_ID.eq(account), SESSION.TOKEN_HASH.ne(keep))
            .returningResult(SESSION.TOKEN_HASH)
            .fetch(SESSION.TOKEN_HASH);
    copies.forgetAfter(tx, ended);
  }

  /** The member's row has changed: their sessions' copies are old. */
  void forgetCopies(Tx tx, long account) {
    copies.forgetAfter(
        tx,
        tx.sql()
            .select(SESSION.TOKEN_HASH)
            .from(SESSION)
            .where(SESSION.ACCOUNT_ID.eq(account))
            .fetch(SESSION.TOKEN_HASH));
  }

  List<SettingsPage.Device> devices(long account, byte[] here, Instant now) {
    return db.read(sql ->
        sql.select(SESSION.CREATED_AT, SESSION.SEEN_AT, SESSION.TOKEN_HASH.eq(here))
            .from(SESSION)
            .where(SESSION.ACCOUNT_ID.eq(account), SESSION.EXPIRES_AT.gt(now))
            .orderBy(SESSION.SEEN_AT.desc())
            .limit(50)
            .fetch(mapping(SettingsPage.Device::new)));
  }

  int forgetExpired(Instant now) {
    return db.write(tx -> tx.sql().deleteFrom(SESSION).where(SESSION.EXPIRES_AT.lt(now)).execute());
  }
}
