package stoa.words;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.WATCHED_WORD;
import static stoa.schema.Tables.WORD_HIT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.PostState;
import stoa.base.Role;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.view.Urls;
import stoa.topic.Authors;

/** What was found, and what moderators decided about it. */
final class HitQueries {
  private static final Condition OPEN =
      WORD_HIT.DECISION.isNull().and(WORD_HIT.POST_ID.isNotNull());

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

  long openPosts() {
    return db.read(sql ->
        (long)
            sql.select(countDistinct(WORD_HIT.POST_ID))
                .from(WORD_HIT)
                .where(OPEN)
                .fetchSingle()
                .value1());
  }

  /**
   * Posts with hits that nobody has decided about: first those that are held, since their authors
   * wait, and of each kind the longest waiting first.
   */
  List<ModPage.Item> open(int page, int most) {
    var ids =
        select(POST.ID)
            .from(POST)
            .where(POST.ID.in(select(WORD_HIT.POST_ID).from(WORD_HIT).where(OPEN)))
            .orderBy(PostState.PENDING.desc(), POST.ID)
            .limit(most)
            .offset((page - 1) * most);
    return db.read(sql -> {
      Map<Long, List<ModPage.HitLine>> lines =
          sql.select(WORD_HIT.POST_ID, WORD_HIT.WORD, WORD_HIT.ACTION, WORD_HIT.EXCERPT)
              .from(WORD_HIT)
              .where(OPEN, WORD_HIT.POST_ID.in(ids))
              .orderBy(WORD_HIT.ID)
              .collect(
                  Collectors.groupingBy(
                      hit -> hit.value1(),
                      Collectors.mapping(
                          hit -> new ModPage.HitLine(hit.value2(), hit.value3(), hit.value4()),
                          Collectors.toList())));
      return sql.select(
              POST.ID,
              TOPIC.TITLE,
              BOARD.TITLE,
              Authors.name(ACCOUNT, POST.AUTHOR_NAME),
              Authors.linked(ACCOUNT),
              POST.HTML,
              greatest(POST.CREATED_AT, POST.EDITED_AT),
              PostState.PENDING)
          .from(POST)
          .join(TOPIC)
          .on(TOPIC.ID.eq(POST.TOPIC_ID))
          .join(BOARD)
          .on(BOARD.ID.eq(TOPIC.BOARD_ID))
          .leftJoin(ACCOUNT)
          .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
          .where(among(POST.ID, lines.keySet()))
          .orderBy(PostState.PENDING.desc(), POST.ID)
          .fetch(
              mapping((id, topic, board, author, link, html, at, held) ->
                  new ModPage.Item(
                      id,
                      Urls.post(id),
                      topic,
                      board,
                      author,
                      Authors.url(link),
                      html,
                      at,
                      held,
                      lines.getOrDefault(id, List.of()))));
    });
  }

  /** Closes what is open about a post. */
  void decide(Tx tx, long postId, String decision, long by, Instant now) {
    tx.sql()
        .update(WORD_HIT)
        .set(WORD_HIT.DECISION, decision)
        .set(WORD_HIT.DECIDED_BY, by)
        .set(WORD_HIT.DECIDED_AT, now)
        .where(WORD_HIT.POST_ID.eq(postId), WORD_HIT.DECISION.isNull())
        .execute();
  }

  /**
   * A post that can be read.
   *
   * @param title empty for a reply
   * @param role null where its author has no account
   */
  record Recent(
      long id,
      long boardId,
      @Nullable Long authorId,
      @Nullable Role role,
      String title,
      String html) {}

  /** The newest posts below that id, not older than that. */
  List<Recent> recent(long below, Instant since, int most) {
    return db.read(sql ->
        sql.select(
                POST.ID,
                TOPIC.BOARD_ID,
                POST.AUTHOR_ID,
                ACCOUNT.ROLE.convertFrom(role -> role == null ? null : Role.valueOf(role)),
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
