package stoa.wordfilter;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.WATCHED_WORD;
import static stoa.schema.Tables.WORD_HIT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.wordfilter.match.Word;

/** What was found. */
final class HitQueries {
  private final Db db;
  private final Access access;

  HitQueries(Db db, Access access) {
    this.db = db;
    this.access = access;
  }

  void insert(Tx tx, @Nullable Long postId, Findings found) {
    var batch = new ArrayList<Query>();
    for (Findings.Line line : found.lines()) {
      Word word = line.hit().word();
      batch.add(
          tx.sql()
              .insertInto(WORD_HIT)
              .set(WORD_HIT.POST_ID, postId)
              // By a look: the word or the board may have been deleted meanwhile.
              .set(
                  WORD_HIT.BOARD_ID,
                  select(BOARD.ID).from(BOARD).where(BOARD.ID.eq(found.boardId())))
              .set(WORD_HIT.AUTHOR_ID, found.authorId())
              .set(
                  WORD_HIT.WORD_ID,
                  select(WATCHED_WORD.ID).from(WATCHED_WORD).where(WATCHED_WORD.ID.eq(word.id())))
              .set(WORD_HIT.WORD, word.text())
              .set(WORD_HIT.ACTION, word.action().name())
              .set(WORD_HIT.CATEGORY, word.category())
              .set(WORD_HIT.VERSION, found.version())
              .set(WORD_HIT.IN_TITLE, line.inTitle())
              .set(WORD_HIT.SPAN_START, line.hit().start())
              .set(WORD_HIT.SPAN_END, line.hit().end())
              .set(WORD_HIT.EXCERPT, line.excerpt())
              .set(WORD_HIT.CREATED_AT, found.at()));
    }
    tx.sql().batch(batch).execute();
  }

  /** Adds to the words' counts, in the order of ids, as others lock. */
  void count(SortedMap<Long, Long> hits, Instant now) {
    db.change(tx -> {
      var batch = new ArrayList<Query>();
      for (var hit : hits.entrySet()) {
        batch.add(
            tx.sql()
                .update(WATCHED_WORD)
                .set(WATCHED_WORD.HIT_COUNT, WATCHED_WORD.HIT_COUNT.plus(hit.getValue()))
                .set(WATCHED_WORD.LAST_HIT_AT, now)
                .where(WATCHED_WORD.ID.eq(hit.getKey())));
      }
      tx.sql().batch(batch).execute();
    });
  }

  void insertRejected(List<Findings> rejected) {
    db.change(tx -> rejected.forEach(found -> insert(tx, null, found)));
  }

  /**
   * A post that can be read.
   *
   * @param title empty for a reply
   * @param groups null where its author has no account
   */
  record Recent(
      long id,
      long boardId,
      @Nullable Long authorId,
      @Nullable Set<Long> groups,
      String title,
      String html) {}

  /** The newest posts below that id, not older than that. */
  List<Recent> recent(long below, Instant since, int most) {
    return db.read(sql ->
        sql.select(
                POST.ID,
                TOPIC.BOARD_ID,
                POST.AUTHOR_ID,
                ACCOUNT.GROUPS.convertFrom(groups -> groups == null ? null : Set.of(groups)),
                when(POST.POSITION.eq(1), TOPIC.TITLE).otherwise(""),
                POST.HTML)
            .from(POST)
            .join(TOPIC)
            .on(TOPIC.ID.eq(POST.TOPIC_ID))
            .leftJoin(ACCOUNT)
            .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
            .where(POST.ID.lt(below), POST.CREATED_AT.ge(since), access.inTheOpen())
            .orderBy(POST.ID.desc())
            .limit(most)
            .fetch(mapping(Recent::new)));
  }

  /** The words that the post has a record of. */
  Set<String> known(Tx tx, long postId) {
    return tx.sql()
        .select(WORD_HIT.WORD)
        .from(WORD_HIT)
        .where(WORD_HIT.POST_ID.eq(postId))
        .fetchSet(WORD_HIT.WORD);
  }
}
