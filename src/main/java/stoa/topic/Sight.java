package stoa.topic;

import static org.jooq.impl.DSL.abs;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.trueCondition;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.POST;

import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;
import stoa.base.Paging;
import stoa.base.Viewer;

/**
 * Which posts of a page a kind of reader sees, as conditions with parameters.
 *
 * @param withWaiting whether it is a page on which posts that wait for a moderator stand
 */
record Sight(Reader reader, boolean withWaiting) {
  static final Param<Long> MEMBER = param("member", ACCOUNT.ID);
  private static final Param<Integer> FIRST = param("first", POST.POSITION);
  private static final Param<Integer> LAST = param("last", POST.POSITION);

  enum Reader {
    GUEST,
    MEMBER,
    MODERATOR
  }

  /** Puts the values of its parameters to the others. */
  static Sight of(TopicHead topic, int page, Viewer viewer, Map<String, @Nullable Object> values) {
    values.put(FIRST.getName(), Posts.first(page));
    values.put(LAST.getName(), Posts.last(page));
    return switch (viewer) {
      case Viewer.Guest _ -> new Sight(Reader.GUEST, false);
      case Viewer.Member member -> {
        values.put(MEMBER.getName(), member.id());
        var reader = member.mayModerate() ? Reader.MODERATOR : Reader.MEMBER;
        yield new Sight(reader, page == Paging.pagesOf(topic.postCount(), Posts.ON_A_PAGE));
      }
    };
  }

  /** The posts of a page: waiting replies follow the last one. */
  Condition onPage() {
    Condition there = POST.POSITION.between(FIRST, LAST);
    Condition seen = POST.HELD_AT.isNull().or(seesWaiting());
    return withWaiting
        ? there.or(POST.POSITION.lt(inline(0)).and(POST.HELD_AT.isNotNull())).and(seen)
        : there.and(seen);
  }

  private Condition seesWaiting() {
    return switch (reader) {
      case GUEST -> falseCondition();
      case MEMBER -> POST.AUTHOR_ID.eq(MEMBER);
      case MODERATOR -> trueCondition();
    };
  }

  /** Whose text may be read although it is deleted: one's own that waits or that one deleted. */
  Condition readsDeleted() {
    return switch (reader) {
      case GUEST -> falseCondition();
      case MEMBER ->
          POST.AUTHOR_ID.eq(MEMBER).and(POST.DELETED_BY.eq(MEMBER).or(POST.HELD_AT.isNotNull()));
      case MODERATOR -> trueCondition();
    };
  }

  /** A waiting reply's position is its id below zero, and ids are above places. */
  Field<Integer> order() {
    return reader == Reader.GUEST ? POST.POSITION : abs(POST.POSITION);
  }
}
