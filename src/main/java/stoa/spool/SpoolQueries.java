package stoa.spool;

import static org.jooq.Records.mapping;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.RETURNED_POST;

import java.time.Instant;
import java.util.Optional;
import stoa.access.Access;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** What replaying the spool reads and writes besides the posts themselves. */
final class SpoolQueries {
  private final Db db;
  private final Access access;

  SpoolQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  /** With the rights of now. */
  Optional<Viewer.Member> member(long id) {
    return db.read(sql ->
        sql.select(ACCOUNT.ID, ACCOUNT.NAME, access.readers().groups(ACCOUNT.ID))
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(id), ACCOUNT.REMOVED_AT.isNull())
            .fetchOptional(mapping(access::member)));
  }

  void giveBack(Tx tx, SpooledPost text, String why, Instant now) {
    String path =
        text.boardSlug() == null
            ? "/t/" + text.topicId() + "/reply"
            : "/b/" + text.boardSlug() + "/new";
    tx.sql()
        .insertInto(RETURNED_POST)
        .set(RETURNED_POST.ACCOUNT_ID, text.accountId())
        .set(RETURNED_POST.ONCE, text.once())
        .set(RETURNED_POST.PATH, path)
        .set(RETURNED_POST.TITLE, text.title())
        .set(RETURNED_POST.BODY, text.body())
        .set(RETURNED_POST.WHY, why)
        .set(RETURNED_POST.WRITTEN_AT, text.at())
        .set(RETURNED_POST.RETURNED_AT, now)
        .onConflictDoNothing()
        .execute();
  }
}
