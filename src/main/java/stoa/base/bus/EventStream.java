package stoa.base.bus;

import static stoa.schema.Tables.OUTBOX;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Records;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.db.Db;
import stoa.event.Event;
import stoa.event.EventText;

/** The stream of published events, for whoever keeps a place of their own in it. */
public final class EventStream {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final Db db;

  public EventStream(Db db) {
    this.db = db;
  }

  /**
   * What follows a place, without events that this server does not know.
   *
   * @param upTo the last place that was read
   * @param gap whether events between were forgotten already, or the place is none of this stream
   */
  public record Next(List<Event> events, long upTo, boolean gap) {
    public Next {
      events = List.copyOf(events);
    }
  }

  private record Placed(long place, String kind, int version, String body) {
    Stream<Event> event() {
      try {
        return Stream.of(EventText.read(kind, version, body));
      } catch (EventText.Unreadable e) {
        LOG.warn("a reader of the stream passes over an event: {}", e.getMessage());
        return Stream.empty();
      }
    }
  }

  public long lastPlace() {
    return db.read(OutboxQueries::lastPlace);
  }

  /** At most so many events. */
  public Next after(long place, int most) {
    List<Placed> rows =
        db.read(sql ->
            sql.select(OUTBOX.PLACE, OUTBOX.KIND, OUTBOX.VERSION.cast(Integer.class), OUTBOX.BODY)
                .from(OUTBOX)
                .where(OUTBOX.PLACE.gt(place))
                .orderBy(OUTBOX.PLACE)
                .limit(most)
                .fetch(Records.mapping(Placed::new)));
    if (rows.isEmpty()) {
      return new Next(List.of(), place, lastPlace() < place);
    }
    // Places have no holes but where old events were forgotten.
    boolean gap = rows.getFirst().place() > place + 1;
    return new Next(rows.stream().flatMap(Placed::event).toList(), rows.getLast().place(), gap);
  }
}
