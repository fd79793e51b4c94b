package stoa.topic;

import static org.jooq.impl.DSL.abs;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import org.jooq.Condition;
import org.jooq.Field;
import stoa.base.Paging;
import stoa.base.Viewer;

/** Where posts that wait for a moderator stand, and for whom. */
final class Waiting {
  private Waiting() {}

  /** The posts of a page for this viewer: waiting replies follow the last one. */
  static Condition onPage(TopicHead topic, int page, Viewer viewer) {
    Condition there = POST.POSITION.between(Posts.first(page), Posts.last(page));
    Condition seen = POST.HELD_AT.isNull().or(seenBy(viewer));
    boolean last = page == Paging.pagesOf(topic.postCount(), Posts.ON_A_PAGE);
    if (viewer instanceof Viewer.Guest || !last) {
      return there.and(seen);
    }
    return there.or(POST.POSITION.lt(0).and(POST.HELD_AT.isNotNull())).and(seen);
  }

  private static Condition seenBy(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Guest _ -> falseCondition();
      case Viewer.Member member when member.mayModerate() -> trueCondition();
      case Viewer.Member member -> POST.AUTHOR_ID.eq(member.id());
    };
  }

  /** Whose text may be read although it is deleted: one's own that waits or that one deleted. */
  static Condition readsDeleted(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Guest _ -> falseCondition();
      case Viewer.Member member when member.mayModerate() -> trueCondition();
      case Viewer.Member member ->
          POST.AUTHOR_ID
              .eq(member.id())
              .and(POST.DELETED_BY.eq(member.id()).or(POST.HELD_AT.isNotNull()));
    };
  }

  /** A waiting reply's position is its id below zero, and ids are above places. */
  static Field<Integer> order(Viewer viewer) {
    return viewer instanceof Viewer.Guest ? POST.POSITION : abs(POST.POSITION);
  }

  /** The position at which a link leads to the post: of a waiting reply the topic's last. */
  static Field<Integer> place() {
    return when(POST.POSITION.gt(0), POST.POSITION).otherwise(TOPIC.POST_COUNT);
  }
}
