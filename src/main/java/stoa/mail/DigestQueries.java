package stoa.mail;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.MAIL;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import java.util.List;
import stoa.access.Access;
import stoa.base.db.Db;
import stoa.watch.Muted;

/** What is new, for those who want to read it all at once. */
final class DigestQueries {
  private final Db db;
  private final Access access;

  DigestQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  /** Queues a digest for everybody whose last one is old enough; how many. */
  int queue(Instant now, Instant dayAgo, Instant weekAgo) {
    return db.write(tx -> {
      var due =
          ACCOUNT
              .DIGEST
              .eq("DAILY")
              .and(ACCOUNT.DIGEST_AT.isNull().or(ACCOUNT.DIGEST_AT.le(dayAgo)))
              .or(
                  ACCOUNT
                      .DIGEST
                      .eq("WEEKLY")
                      .and(ACCOUNT.DIGEST_AT.isNull().or(ACCOUNT.DIGEST_AT.le(weekAgo))));
      List<Long> members =
          tx.sql()
              .select(ACCOUNT.ID)
              .from(ACCOUNT)
              .where(
                  due,
                  ACCOUNT.DIGEST.ne(inline("NONE")),
                  ACCOUNT.EMAIL.isNotNull(),
                  ACCOUNT.REMOVED_AT.isNull())
              .orderBy(ACCOUNT.ID)
              .limit(1_000)
              .forUpdate()
              .skipLocked()
              .fetch(ACCOUNT.ID);
      if (members.isEmpty()) {
        return 0;
      }
      int _ =
          tx.sql()
              .insertInto(MAIL, MAIL.ACCOUNT_ID, MAIL.KIND, MAIL.DUE_AT, MAIL.CREATED_AT)
              .select(
                  select(ACCOUNT.ID, inline("DIGEST"), val(now), val(now))
                      .from(ACCOUNT)
                      .where(ACCOUNT.ID.in(members)))
              .execute();
      return tx.sql()
          .update(ACCOUNT)
          .set(ACCOUNT.DIGEST_AT, now)
          .where(ACCOUNT.ID.in(members))
          .execute();
    });
  }

  /** One topic of a digest. */
  record Topic(long id, String title, String slug, int replies) {}

  /** The liveliest topics since then, without those that the member has muted. */
  List<Topic> topics(long member, Instant since, int most) {
    return db.read(sql ->
        sql.select(TOPIC.ID, TOPIC.TITLE, TOPIC.SLUG, TOPIC.REPLY_COUNT)
            .from(TOPIC)
            .where(
                access.readableTopics(val(member)),
                TOPIC.LAST_POST_AT.gt(since),
                Muted.notMuted(val(member), TOPIC.ID, TOPIC.BOARD_ID))
            .orderBy(TOPIC.SCORE.plus(TOPIC.REPLY_COUNT).desc(), TOPIC.LAST_POST_AT.desc())
            .limit(most)
            .fetch(mapping(Topic::new)));
  }

  String frequency(long member) {
    return db.read(sql ->
        sql.select(ACCOUNT.DIGEST)
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(member))
            .fetchSingle()
            .value1());
  }

  void frequency(long member, String digest) {
    db.change(tx ->
        tx.sql()
            .update(ACCOUNT)
            .set(ACCOUNT.DIGEST, digest)
            .where(ACCOUNT.ID.eq(member))
            .execute());
  }
}
