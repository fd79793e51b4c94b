package stoa.base.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The bus of a single server: the outbox itself is the stream. A consumer reads on from its own
 * place whenever it has room, so that what waits, waits in the database and not in memory.
 */
final class LocalBus implements Bus {
  /** Events that wait for another try; while there are more, no new ones are read. */
  private static final int MOST_AGAIN = 1_000;

  private final OutboxQueries queries;
  private final List<Signal> listeners = new CopyOnWriteArrayList<>();

  LocalBus(OutboxQueries queries) {
    this.queries = queries;
  }

  @Override
  public void publish(List<OutboxRow> events) {
    // Their places, which the relay gives them next, are all that it takes.
  }

  @Override
  public void published() {
    listeners.forEach(Signal::signal);
  }

  @Override
  public boolean lossy() {
    return false;
  }

  @Override
  public Source source(String consumer, Collection<String> kinds) {
    var wake = new Signal();
    listeners.add(wake);
    return new PlaceSource(wake, kinds, queries.done(consumer));
  }

  private record Again(OutboxRow event, long at) {}

  private final class PlaceSource implements Source {
    private final Signal wake;
    private final Collection<String> kinds;
    private final PriorityQueue<Again> again =
        new PriorityQueue<>((a, b) -> Long.signum(a.at() - b.at()));
    private long place;

    /** Whether there was more when it read last; else the signal comes, and a look is saved. */
    private boolean more = true;

    PlaceSource(Signal wake, Collection<String> kinds, long place) {
      this.wake = wake;
      this.kinds = List.copyOf(kinds);
      this.place = place;
    }

    @Override
    public List<Delivery> fetch(int most, Duration time) throws InterruptedException {
      var found = more ? take(most) : List.<Delivery>of();
      if (found.isEmpty()) {
        boolean _ = wake.await(untilNext(time));
        found = take(most);
      }
      return found;
    }

    private List<Delivery> take(int most) {
      var found = new ArrayList<Delivery>(due(most));
      if (found.size() < most && mayReadOn()) {
        more = true; // also where this fails
        var next = queries.after(place, kinds, most - found.size());
        place = next.upTo();
        more = next.more();
        next.events().forEach(event -> found.add(new Local(event)));
      }
      return found;
    }

    private List<Delivery> due(int most) {
      var found = new ArrayList<Delivery>();
      synchronized (again) {
        while (found.size() < most
            && !again.isEmpty()
            && again.peek().at() - System.nanoTime() <= 0) {
          found.add(new Local(again.remove().event()));
        }
      }
      return found;
    }

    private boolean mayReadOn() {
      synchronized (again) {
        return again.size() < MOST_AGAIN;
      }
    }

    private Duration untilNext(Duration most) {
      synchronized (again) {
        if (again.isEmpty()) {
          return most;
        }
        long nanos = Math.max(1, again.peek().at() - System.nanoTime());
        return nanos < most.toNanos() ? Duration.ofNanos(nanos) : most;
      }
    }

    private final class Local implements Delivery {
      private final OutboxRow event;

      Local(OutboxRow event) {
        this.event = event;
      }

      @Override
      public OutboxRow event() {
        return event;
      }

      @Override
      public void done() {
        // The mark in the database says it all.
      }

      @Override
      public void again(Duration pause) {
        synchronized (again) {
          again.add(new Again(event, System.nanoTime() + pause.toNanos()));
        }
        wake.signal();
      }
    }
  }
}
