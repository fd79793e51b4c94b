package stoa.moderation;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.select;
import static stoa.base.db.AnyOf.among;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;
import static stoa.schema.Tables.WORD_HIT;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import stoa.access.Act;
import stoa.access.Authors;
import stoa.access.PostState;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.view.Author;
import stoa.base.view.Urls;

/** Posts that are pending or were flagged, and what moderators decided about them. */
final class DeskQueries {
  private static final Field<Boolean> PENDING = field(PostState.pending(POST));
  private static final Condition OPEN =
      WORD_HIT.DECISION.isNull().and(WORD_HIT.POST_ID.isNotNull());

  private final Db db;

  DeskQueries(Db db) {
    this.db = db;
  }

  /** How many wait for this moderator. */
  long openPosts(Viewer moderator) {
    return db.read(sql -> (long) sql.fetchCount(waiting(moderator)));
  }

  /** Pending posts and flagged ones, of the boards whose moderator they are. */
  private static SelectConditionStep<Record1<Long>> waiting(Viewer moderator) {
    var pending = select(POST.ID).from(POST).where(PostState.pending(POST));
    var flagged = select(WORD_HIT.POST_ID).from(WORD_HIT).where(OPEN);
    // Not two conditions with "or" between them: for that, all posts would be looked at.
    return select(POST.ID)
        .from(POST)
        .join(TOPIC)
        .on(TOPIC.ID.eq(POST.TOPIC_ID))
        .where(
            POST.ID.in(pending.union(flagged)),
            moderator.rights().boards(Act.APPROVE).contains(TOPIC.BOARD_ID));
  }

  /**
   * Posts that wait and posts with hits that nobody has decided about: first those that are
   * pending, since their authors wait, and of each kind the longest waiting first.
   */
  List<DeskPage.Item> open(Viewer moderator, int page, int most) {
    return db.read(sql -> {
      List<Long> ids =
          sql.fetch(
                  waiting(moderator)
                      .orderBy(PENDING.desc(), POST.ID)
                      .limit(most)
                      .offset((page - 1) * most))
              .getValues(POST.ID);
      Map<Long, List<DeskPage.HitLine>> lines =
          sql.select(WORD_HIT.POST_ID, WORD_HIT.WORD, WORD_HIT.ACTION, WORD_HIT.EXCERPT)
              .from(WORD_HIT)
              .where(OPEN, among(WORD_HIT.POST_ID, ids))
              .orderBy(WORD_HIT.ID)
              .collect(
                  Collectors.groupingBy(
                      hit -> hit.value1(),
                      Collectors.mapping(
                          hit -> new DeskPage.HitLine(hit.value2(), hit.value3(), hit.value4()),
                          Collectors.toList())));
      return sql.select(
              POST.ID,
              TOPIC.TITLE,
              BOARD.TITLE,
              Authors.name(ACCOUNT, POST.AUTHOR_NAME),
              Authors.linked(ACCOUNT),
              POST.HTML,
              greatest(POST.CREATED_AT, POST.EDITED_AT),
              PENDING)
          .from(POST)
          .join(TOPIC)
          .on(TOPIC.ID.eq(POST.TOPIC_ID))
          .join(BOARD)
          .on(BOARD.ID.eq(TOPIC.BOARD_ID))
          .leftJoin(ACCOUNT)
          .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
          .where(among(POST.ID, ids))
          .orderBy(PENDING.desc(), POST.ID)
          .fetch(
              mapping((id, topic, board, author, link, html, at, pending) ->
                  new DeskPage.Item(
                      id,
                      Urls.post(id),
                      topic,
                      board,
                      Author.of(author, link),
                      html,
                      at,
                      pending,
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
}
