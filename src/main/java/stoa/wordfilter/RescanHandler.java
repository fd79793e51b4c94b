package stoa.wordfilter;

import java.time.Duration;
import java.util.Set;
import stoa.base.Deadline;
import stoa.base.bus.EventHandler;
import stoa.event.Event;
import stoa.event.StoredEvent;

/** Looks at recent posts with the new lists whenever these have changed. */
final class RescanHandler implements EventHandler.External {
  /** What is older has been read by whom it could have harmed. */
  private static final Duration BACK = Duration.ofDays(7);

  private final LoadedWords lists;
  private final Rescan rescan;

  RescanHandler(LoadedWords lists, Rescan rescan) {
    this.lists = lists;
    this.rescan = rescan;
  }

  @Override
  public String name() {
    return "words";
  }

  @Override
  public Set<Class<? extends Event>> kinds() {
    return Set.of(Event.WordsChanged.class);
  }

  @Override
  public void handle(StoredEvent event, Deadline deadline) throws InterruptedException {
    lists.refresh();
    long below = Long.MAX_VALUE;
    while (below > 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      below = rescan.batch(below, BACK);
    }
  }
}
