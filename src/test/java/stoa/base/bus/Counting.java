package stoa.base.bus;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import stoa.base.Deadline;
import stoa.base.db.Tx;
import stoa.event.Announced;
import stoa.event.Event;
import stoa.event.Kind;

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
  private void count(Announced announced, Consumer<Runnable> happens) {
    if (announced.event() instanceof Event.BoardsChanged(long by)) {
      work.accept(by);
      happens.accept(() -> effects.merge(by, 1, Integer::sum));
    }
  }

  boolean allOnce(int count) {
    return effects.size() == count && effects.values().stream().allMatch(times -> times == 1);
  }

  EventHandler.Inside inside() {
    return new EventHandler.Inside() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Set<Kind> kinds() {
        return EnumSet.of(Kind.BOARDS_CHANGED);
      }

      @Override
      public void handle(Tx tx, Announced event) {
        count(event, tx::after);
      }
    };
  }

  EventHandler.Outside outside() {
    return new EventHandler.Outside() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Set<Kind> kinds() {
        return EnumSet.of(Kind.BOARDS_CHANGED);
      }

      @Override
      public void handle(Announced event, Deadline deadline) {
        count(event, Runnable::run);
      }
    };
  }
}
