package stoa.reading;

import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD_WATCH;
import static stoa.schema.Tables.TOPIC_READ;
import static stoa.schema.Tables.TOPIC_WATCH;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.impl.DSL;
import stoa.access.Viewer;
import stoa.base.db.Db;

/** Reads all that is known of how far a member has read, in one statement. */
final class ReadStateQueries {
  private static final String MUTE = "MUTE";

  private final Db db;
  private final Duration horizon;
  private final InstantSource clock;

  /**
   * @param horizon what is older counts as read
   */
  ReadStateQueries(Db db, Duration horizon, InstantSource clock) {
    this.db = db;
    this.horizon = horizon;
    this.clock = clock;
  }

  ReadState state(Viewer.Member member) {
    Instant oldest = clock.instant().minus(horizon);
    var read = TOPIC_READ.ACCOUNT_ID.eq(ACCOUNT.ID);
    Field<Long[]> topics =
        DSL.array(
            select(TOPIC_READ.TOPIC_ID).from(TOPIC_READ).where(read).orderBy(TOPIC_READ.TOPIC_ID));
    Field<Integer[]> positions =
        DSL.array(
            select(TOPIC_READ.POSITION).from(TOPIC_READ).where(read).orderBy(TOPIC_READ.TOPIC_ID));
    Field<Long[]> boards =
        DSL.array(
            select(BOARD_WATCH.BOARD_ID)
                .from(BOARD_WATCH)
                .where(BOARD_WATCH.ACCOUNT_ID.eq(ACCOUNT.ID), BOARD_WATCH.LEVEL.eq(inline(MUTE))));
    Field<Long[]> muted =
        DSL.array(
            select(TOPIC_WATCH.TOPIC_ID)
                .from(TOPIC_WATCH)
                .where(TOPIC_WATCH.ACCOUNT_ID.eq(ACCOUNT.ID), TOPIC_WATCH.LEVEL.eq(inline(MUTE))));
    return db.read(sql ->
        sql.select(
                greatest(ACCOUNT.CREATED_AT, ACCOUNT.READ_BEFORE, val(oldest)),
                topics,
                positions,
                boards,
                muted)
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(member.id()))
            .fetchOptional(row ->
                new ReadState(
                    row.value1(),
                    marks(row.value2(), row.value3()),
                    set(row.value4()),
                    set(row.value5())))
            .orElseGet(() -> new ReadState(clock.instant(), new TreeMap<>(), Set.of(), Set.of())));
  }

  private static SortedMap<Long, Integer> marks(Long[] topics, Integer[] positions) {
    var marks = new TreeMap<Long, Integer>();
    for (int i = 0; i < topics.length; i++) {
      marks.put(topics[i], positions[i]);
    }
    return marks;
  }

  private static Set<Long> set(Long[] ids) {
    return new HashSet<>(Arrays.asList(ids));
  }
}
