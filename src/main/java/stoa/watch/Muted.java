package stoa.watch;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static stoa.schema.Tables.BOARD_WATCH;
import static stoa.schema.Tables.TOPIC_WATCH;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;

/** Whether a member wants to be notified of a topic at all. */
public final class Muted {
  private static final Param<String> MUTE = inline(WatchLevel.MUTE.name());

  private Muted() {}

  /** Neither the topic itself is muted nor the board that it stands on. */
  public static Condition notMuted(Field<Long> member, Field<Long> topic, Field<Long> board) {
    var ofTopic =
        selectOne()
            .from(TOPIC_WATCH)
            .where(
                TOPIC_WATCH.ACCOUNT_ID.eq(member),
                TOPIC_WATCH.TOPIC_ID.eq(topic),
                TOPIC_WATCH.LEVEL.eq(MUTE));
    var ofBoard =
        selectOne()
            .from(BOARD_WATCH)
            .where(
                BOARD_WATCH.ACCOUNT_ID.eq(member),
                BOARD_WATCH.BOARD_ID.eq(board),
                BOARD_WATCH.LEVEL.eq(MUTE));
    return notExists(ofTopic).and(notExists(ofBoard));
  }
}
