package stoa.access;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static stoa.schema.Tables.NOTIFICATION;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import org.jooq.Condition;

/** Which notifications are listed and counted. */
public final class ShownNotifications {
  private ShownNotifications() {}

  /**
   * Those of a deleted post, of a post of a deleted topic, and on a board that the member does not
   * read, are there again when that is. Those of moderators' acts always are: mostly they are
   * deletions.
   *
   * @param reads whether the member reads the board of TOPIC
   */
  public static Condition shown(Condition reads) {
    var gone = TOPIC.DELETED_AT.isNotNull().or(POST.DELETED_AT.isNotNull()).or(not(reads));
    return NOTIFICATION
        .KIND
        .eq(inline("MODERATION"))
        .or(
            notExists(
                selectOne()
                    .from(TOPIC)
                    .leftJoin(POST)
                    .on(POST.ID.eq(NOTIFICATION.POST_ID))
                    .where(TOPIC.ID.eq(NOTIFICATION.TOPIC_ID), gone)));
  }
}
