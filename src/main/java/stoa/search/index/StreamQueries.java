package stoa.search.index;

import java.util.LinkedHashSet;
import java.util.Set;
import stoa.base.bus.EventStream;
import stoa.base.db.Db;
import stoa.event.Event;

/** Which posts the stream of events says have changed. */
public final class StreamQueries {
  private final EventStream stream;

  public StreamQueries(Db db) {
    this.stream = new EventStream(db);
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
        case Event.TopicMoved it -> withTopics.add(it.postId());
        default -> {
          // Nothing that posts are found by.
        }
      }
    }
  }

  long lastPlace() {
    return stream.lastPlace();
  }

  /** At most so many events. */
  Changes after(long place, int most) {
    var next = stream.after(place, most);
    var touched = Touched.none();
    next.events().forEach(touched::add);
    return new Changes(touched, next.upTo(), next.gap());
  }
}
