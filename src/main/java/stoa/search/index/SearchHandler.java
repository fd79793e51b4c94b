package stoa.search.index;

import java.util.Set;
import stoa.base.Deadline;
import stoa.base.bus.EventHandler;
import stoa.event.Event;
import stoa.event.StoredEvent;

/** Brings events to an index that all servers share; each event to one of them. */
public final class SearchHandler implements EventHandler.External {
  /** Those that {@link StreamQueries.Touched} takes something from. */
  static final Set<Class<? extends Event>> KINDS =
      Set.of(
          Event.TopicOpened.class,
          Event.Replied.class,
          Event.PostEdited.class,
          Event.PostDeleted.class,
          Event.PostRestored.class,
          Event.PostApproved.class,
          Event.TopicMoved.class);

  private final Index index;
  private final IndexFeeder feed;

  public SearchHandler(Index index, IndexFeeder feed) {
    this.index = index;
    this.feed = feed;
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public Set<Class<? extends Event>> kinds() {
    return KINDS;
  }

  @Override
  public void handle(StoredEvent announced, Deadline deadline) {
    var touched = StreamQueries.Touched.none();
    touched.add(announced.event());
    feed.put(index, touched);
  }
}
