package stoa.topic;

import static org.jooq.impl.DSL.param;
import static stoa.schema.Tables.POST;

import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jooq.Param;
import org.jspecify.annotations.Nullable;
import stoa.access.PostState;
import stoa.access.Reader;
import stoa.access.TopicHead;
import stoa.access.Viewer;
import stoa.base.Paging;

/**
 * Which posts of a page a kind of reader sees, as conditions with parameters.
 *
 * @param withUnplaced whether pending replies without a place stand on it: on the last page
 */
record PostVisibility(Reader reader, boolean withUnplaced) {
  private static final Param<Integer> FIRST = param("first", POST.POSITION);
  private static final Param<Integer> LAST = param("last", POST.POSITION);

  /** Puts the values of its parameters to the others. */
  static PostVisibility of(
      TopicHead topic, int page, Viewer viewer, Map<String, @Nullable Object> values) {
    values.put(FIRST.getName(), Posts.first(page));
    values.put(LAST.getName(), Posts.last(page));
    Reader reader = Reader.of(viewer, topic.boardId());
    if (!(viewer instanceof Viewer.Member member)) {
      return new PostVisibility(reader, false);
    }
    values.put(Reader.ME.getName(), member.id());
    return new PostVisibility(reader, page == Paging.pagesOf(topic.postCount(), Posts.ON_A_PAGE));
  }

  /** The posts of a page: pending replies follow the last one. */
  Condition onPage() {
    Condition there = POST.POSITION.between(FIRST, LAST);
    Condition pending = PostState.unplaced(POST).and(PostState.pending(POST));
    return (withUnplaced ? there.or(pending) : there).and(reader.finds(POST));
  }

  /** By place; then, in the order in which they came, those that have none. */
  List<OrderField<?>> order() {
    return withUnplaced
        ? List.of(PostState.unplaced(POST), POST.POSITION, POST.ID)
        : List.of(POST.POSITION);
  }
}
