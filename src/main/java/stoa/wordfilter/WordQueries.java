package stoa.wordfilter;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static stoa.schema.Tables.ALLOWED_WORD;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.WATCHED_WORD;
import static stoa.schema.Tables.WORD_EXEMPT;
import static stoa.schema.Tables.WORD_VERSION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.wordfilter.match.Action;
import stoa.wordfilter.match.Word;

/** The lists of words. */
final class WordQueries {
  private final Db db;

  WordQueries(Db db) {
    this.db = db;
  }

  /** Whose posts are not looked at; null stands for every member, or every board. */
  record Exemption(@Nullable Long groupId, @Nullable Long boardId) {
    boolean covers(Set<Long> groups, long boardId) {
      return (groupId == null || groups.contains(groupId))
          && (this.boardId == null || this.boardId == boardId);
    }
  }

  long version() {
    return db.read(
        sql -> sql.select(WORD_VERSION.VERSION).from(WORD_VERSION).fetchSingle().value1());
  }

  /** The row is locked until the end: changes of the lists come one after the other. */
  void changed(Tx tx, long by, Instant now) {
    tx.sql()
        .update(WORD_VERSION)
        .set(WORD_VERSION.VERSION, WORD_VERSION.VERSION.plus(1))
        .set(WORD_VERSION.CHANGED_AT, now)
        .set(WORD_VERSION.CHANGED_BY, by)
        .execute();
  }

  List<Word> words() {
    return db.read(sql ->
        sql.select(
                WATCHED_WORD.ID,
                WATCHED_WORD.WORD,
                WATCHED_WORD.ACTION.convertFrom(Action::valueOf),
                WATCHED_WORD.CATEGORY,
                WATCHED_WORD.BOARD_ID,
                WATCHED_WORD.REPLACEMENT,
                WATCHED_WORD.MESSAGE)
            .from(WATCHED_WORD)
            .orderBy(WATCHED_WORD.ID)
            .fetch(mapping(Word::new)));
  }

  List<Exemption> exemptions() {
    return db.read(sql ->
        sql.select(WORD_EXEMPT.GROUP_ID, WORD_EXEMPT.BOARD_ID)
            .from(WORD_EXEMPT)
            .fetch(mapping(Exemption::new)));
  }

  /** Adds words; one that is there already gets the new action. */
  void put(Tx tx, List<Word> words, long by, Instant now) {
    var batch = new ArrayList<Query>(words.size());
    for (Word word : words) {
      batch.add(
          tx.sql()
              .insertInto(WATCHED_WORD)
              .set(WATCHED_WORD.WORD, word.text())
              .set(WATCHED_WORD.ACTION, word.action().name())
              .set(WATCHED_WORD.CATEGORY, word.category())
              .set(WATCHED_WORD.BOARD_ID, word.boardId())
              .set(WATCHED_WORD.REPLACEMENT, word.replacement())
              .set(WATCHED_WORD.MESSAGE, word.message())
              .set(WATCHED_WORD.CREATED_AT, now)
              .set(WATCHED_WORD.CREATED_BY, by)
              .onConflict(WATCHED_WORD.WORD, WATCHED_WORD.BOARD_ID)
              .doUpdate()
              .set(WATCHED_WORD.ACTION, word.action().name())
              .set(WATCHED_WORD.CATEGORY, word.category())
              .set(WATCHED_WORD.REPLACEMENT, word.replacement())
              .set(WATCHED_WORD.MESSAGE, word.message()));
    }
    tx.sql().batch(batch).execute();
  }

  void delete(Tx tx, long id) {
    tx.sql().deleteFrom(WATCHED_WORD).where(WATCHED_WORD.ID.eq(id)).execute();
  }

  List<WordsPage.Row> list(String part, @Nullable Action action, int page, int size) {
    return db.read(sql ->
        sql.select(
                WATCHED_WORD.ID,
                WATCHED_WORD.WORD,
                WATCHED_WORD.ACTION.convertFrom(Action::valueOf),
                WATCHED_WORD.CATEGORY,
                BOARD.TITLE,
                WATCHED_WORD.REPLACEMENT,
                WATCHED_WORD.HIT_COUNT,
                WATCHED_WORD.LAST_HIT_AT)
            .from(WATCHED_WORD)
            .leftJoin(BOARD)
            .on(BOARD.ID.eq(WATCHED_WORD.BOARD_ID))
            .where(which(part, action))
            .orderBy(WATCHED_WORD.WORD, WATCHED_WORD.ID)
            .limit(size)
            .offset((page - 1) * size)
            .fetch(mapping(WordsPage.Row::new)));
  }

  long count(String part, @Nullable Action action) {
    return db.read(sql -> (long) sql.fetchCount(WATCHED_WORD, which(part, action)));
  }

  private static Condition which(String part, @Nullable Action action) {
    Condition named =
        part.isEmpty()
            ? noCondition()
            : WATCHED_WORD.WORD.containsIgnoreCase(part).or(WATCHED_WORD.CATEGORY.eq(part));
    return action == null ? named : named.and(WATCHED_WORD.ACTION.eq(action.name()));
  }

  /** An exemption as the list has it. */
  record Exempt(long id, @Nullable Long groupId, @Nullable String board) {}

  /** A line of a list that can be deleted. */
  record Listed(long id, String text) {}

  List<Listed> allowed() {
    return db.read(sql ->
        sql.select(ALLOWED_WORD.ID, ALLOWED_WORD.WORD)
            .from(ALLOWED_WORD)
            .orderBy(ALLOWED_WORD.WORD)
            .fetch(mapping(Listed::new)));
  }

  void allow(Tx tx, List<String> words, long by, Instant now) {
    var rows = words.stream().map(word -> row(word, now, by)).toList();
    tx.sql()
        .insertInto(
            ALLOWED_WORD, ALLOWED_WORD.WORD, ALLOWED_WORD.CREATED_AT, ALLOWED_WORD.CREATED_BY)
        .valuesOfRows(rows)
        .onConflictDoNothing()
        .execute();
  }

  void disallow(Tx tx, long id) {
    tx.sql().deleteFrom(ALLOWED_WORD).where(ALLOWED_WORD.ID.eq(id)).execute();
  }

  List<Exempt> exempt() {
    return db.read(sql ->
        sql.select(WORD_EXEMPT.ID, WORD_EXEMPT.GROUP_ID, BOARD.TITLE)
            .from(WORD_EXEMPT)
            .leftJoin(BOARD)
            .on(BOARD.ID.eq(WORD_EXEMPT.BOARD_ID))
            .orderBy(WORD_EXEMPT.ID)
            .fetch(mapping(Exempt::new)));
  }

  void exempt(Tx tx, Exemption exemption, long by, Instant now) {
    tx.sql()
        .insertInto(WORD_EXEMPT)
        .set(WORD_EXEMPT.GROUP_ID, exemption.groupId())
        .set(WORD_EXEMPT.BOARD_ID, exemption.boardId())
        .set(WORD_EXEMPT.CREATED_AT, now)
        .set(WORD_EXEMPT.CREATED_BY, by)
        .onConflictDoNothing()
        .execute();
  }

  void endExemption(Tx tx, long id) {
    tx.sql().deleteFrom(WORD_EXEMPT).where(WORD_EXEMPT.ID.eq(id)).execute();
  }

  /** The boards that hold topics, for a select box. */
  List<Listed> boards() {
    return db.read(sql ->
        sql.select(BOARD.ID, BOARD.TITLE)
            .from(BOARD)
            .where(BOARD.PARENT_ID.isNotNull())
            .orderBy(BOARD.TITLE)
            .fetch(mapping(Listed::new)));
  }
}
