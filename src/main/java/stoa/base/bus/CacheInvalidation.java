package stoa.base.bus;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import stoa.base.cache.Caches;
import stoa.base.db.Tx;
import stoa.event.Event;
import stoa.event.Kind;
import stoa.event.StoredEvent;

/**
 * Ends the copies that an event outdates: on the server where it happened right after the commit,
 * on all others when a notification of PostgreSQL reaches them. That comes twice: at once from
 * where it happened, and when the event is handled, should that server have died in between.
 */
final class CacheInvalidation implements EventHandler.Transactional {
  /** Tags; of more, others learn when the event is handled. */
  private static final int MOST_PENDING = 10_000;

  private final Caches caches;

  /** What other servers have not been notified of yet; empty where there are none. */
  private final Set<String> pending = ConcurrentHashMap.newKeySet();

  private volatile boolean several;

  CacheInvalidation(Caches caches) {
    this.caches = caches;
  }

  @Override
  public String name() {
    return "changes";
  }

  @Override
  public Set<Class<? extends Event>> kinds() {
    return Kind.all();
  }

  @Override
  public void handle(Tx tx, StoredEvent announced) {
    var tags = announced.event().tags();
    caches.changedForAll(tags);
    tx.changes(tags);
  }

  /** On this server at once, so that whoever made the change sees it on the next page. */
  void committed(Collection<Event> events, Collection<String> changed) {
    var tags = events.stream().flatMap(event -> event.tags().stream()).toList();
    if (!tags.isEmpty()) {
      caches.changedForAll(tags);
      caches.changed(tags);
      if (several && pending.size() < MOST_PENDING) {
        pending.addAll(tags);
      }
    }
    caches.changed(changed);
  }

  /** From now on there may be other servers. */
  void notifyOthers() {
    several = true;
  }

  /** What has changed here since this was asked last. */
  Set<String> takePending() {
    var tags = Set.copyOf(pending);
    pending.removeAll(tags);
    return tags;
  }

  /** What a notification names. */
  void received(String tags) {
    caches.changed(List.of(tags.split(" ")));
  }
}
