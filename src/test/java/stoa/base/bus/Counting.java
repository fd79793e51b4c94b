package stoa.base.bus;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import stoa.base.Deadline;
import stoa.base.db.Tx;
import stoa.event.Event;
import stoa.event.StoredEvent;

/** Handlers that count how often each event took effect, and do what the test wants besides. */
final class Counting {
  final Map<Long, Integer> effects = new ConcurrentHashMap<>();
  private final String name;
  private final LongConsumer work;

  Counting(String name, LongConsumer work) {
    this.name = name;
    this.work = work;
  }

  static Counting calm(String name) {
    return new Counting(name, _ -> {});
  }

  /** A transaction's effect counts when it has committed. */
  private void count(StoredEvent announced, Consumer<Runnable> happens) {
    if (announced.event() instanceof Event.BoardsChanged(long by)) {
      work.accept(by);
      happens.accept(() -> effects.merge(by, 1, Integer::sum));
    }
  }

  boolean allOnce(int count) {
    return effects.size() == count && effects.values().stream().allMatch(times -> times == 1);
  }

  EventHandler.Transactional inside() {
    return new EventHandler.Transactional() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Set<Class<? extends Event>> kinds() {
        return Set.of(Event.BoardsChanged.class);
      }

      @Override
      public void handle(Tx tx, StoredEvent event) {
        count(event, tx::after);
      }
    };
  }

  EventHandler.External outside() {
    return new EventHandler.External() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Set<Class<? extends Event>> kinds() {
        return Set.of(Event.BoardsChanged.class);
      }

      @Override
      public void handle(StoredEvent event, Deadline deadline) {
        count(event, Runnable::run);
      }
    };
  }
}
