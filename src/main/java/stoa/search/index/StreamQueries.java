package stoa.search.index;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static stoa.schema.Tables.OUTBOX;

import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.db.Db;
import stoa.event.Event;
import stoa.event.EventText;

/** The stream of published events, read by whoever has a place of his own in it. */
public final class StreamQueries {
  private static final Logger LOG = LoggerFactory.getLogger(StreamQueries.class);

  private final Db db;

  public StreamQueries(Db db) {
    this.db = db;
  }

  /**
   * What changed after a place.
   *
   * @param upTo the last event that was read
   * @param gap whether events between were forgotten already, or the place is none of this stream
   */
  record Changes(Touched touched, long upTo, boolean gap) {}

  /** Posts that changed, and posts that changed with their topic where they begin one. */
  record Touched(Set<Long> posts, Set<Long> withTopics) {
    static Touched none() {
      return new Touched(new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    boolean isEmpty() {
      return posts.isEmpty() && withTopics.isEmpty();
    }

    void add(Event event) {
      switch (event) {
        case Event.TopicOpened it -> posts.add(it.postId());
        case Event.Replied it -> posts.add(it.postId());
        case Event.PostEdited it -> withTopics.add(it.postId());
        case Event.PostDeleted it -> withTopics.add(it.postId());
        case Event.PostRestored it -> withTopics.add(it.postId());
        case Event.PostApproved it -> withTopics.add(it.postId());
        case Event.PostLiked _,
            Event.PostUnliked _,
            Event.AnswerChosen _,
            Event.AnswerUnchosen _,
            Event.TopicMarked _,
            Event.BoardsChanged _,
            Event.WordsChanged _ -> {
          // Nothing that posts are found by.
        }
      }
    }
  }

  long lastPlace() {
    return db.read(sql ->
        sql.select(coalesce(max(OUTBOX.PLACE), inline(0L))).from(OUTBOX).fetchSingle().value1());
  }

  /** At most so many events. */
  Changes after(long place, int most) {
    var rows =
        db.read(sql ->
            sql.select(OUTBOX.PLACE, OUTBOX.KIND, OUTBOX.VERSION, OUTBOX.BODY)
                .from(OUTBOX)
                .where(OUTBOX.PLACE.gt(place))
                .orderBy(OUTBOX.PLACE)
                .limit(most)
                .fetch());
    var touched = Touched.none();
    rows.forEach(row -> add(touched, row.value2(), row.value3(), row.value4()));
    if (rows.isEmpty()) {
      return new Changes(touched, place, lastPlace() < place);
    }
    // Places have no holes but where old events were forgotten.
    boolean gap = rows.getFirst().value1() > place + 1;
    return new Changes(touched, rows.getLast().value1(), gap);
  }

  private static void add(Touched touched, String kind, int version, String body) {
    try {
      touched.add(EventText.read(kind, version, body));
    } catch (EventText.Unreadable e) {
      LOG.warn("the search index passes over an event: {}", e.getMessage());
    }
  }
}
