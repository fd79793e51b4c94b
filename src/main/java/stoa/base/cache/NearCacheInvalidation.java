package stoa.base.cache;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;
import stoa.base.runtime.Stoppable;
import stoa.base.runtime.Tasks;

/**
 * Notifies all servers of the keys that were removed from Redis, so that none goes on using what it
 * has read from there before. It does so by messages of Redis, which each server receives on a
 * connection of its own. Who has received one confirms it, and who has removed the keys waits for
 * that.
 *
 * <p>A server that cannot be reached must know by itself that it receives nothing. It sends pings,
 * whose answers come behind all messages before them, and trusts what it has read only until a
 * second after it sent the last one that was answered. So nobody waits for longer than that.
 */
final class NearCacheInvalidation {
  private static final Logger LOG = LoggerFactory.getLogger(NearCacheInvalidation.class);

  private static final Duration TRUST = Duration.ofSeconds(1);
  private static final Duration PING = Duration.ofMillis(250);

  /** After so long without an answer another connection is tried. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private final Redis redis;
  private final Copies copies;
  private final Map<String, Semaphore> waiting = new ConcurrentHashMap<>();
  private final Gauge listening;
  private final Counter unconfirmed;
  private volatile @Nullable Listener listener;
  private volatile long trustedUntil = System.nanoTime();

  /** What this server has read. */
  interface Copies {
    void drop(Collection<String> keys);

    void dropAll();
  }

  NearCacheInvalidation(Redis redis, Copies copies, CollectorRegistry registry) {
    this.redis = redis;
    this.copies = copies;
    this.listening =
        Gauge.build(
                "forum_redis_hearing",
                "1 while messages about keys removed from Redis are received.")
            .register(registry);
    this.unconfirmed =
        Counter.build(
                "forum_redis_unconfirmed_total",
                "Removals that not every server confirmed within a second.")
            .register(registry);
  }

  Stoppable start(Tasks tasks) {
    tasks.every("redis pings", PING, TRUST, this::ping);
    return tasks.always("removed keys", this::listen);
  }

  /** Whether what was read before may be used: nothing was removed that is not known here. */
  boolean upToDate() {
    return System.nanoTime() - trustedUntil < 0;
  }

  /** Removes the keys; after that no server uses what was there. */
  void remove(Collection<String> keys) {
    boolean removed = redis.remove(keys);
    copies.drop(keys);
    if (removed) {
      notifyServers(keys);
    }
  }

  private void notifyServers(Collection<String> keys) {
    String id = UUID.randomUUID().toString();
    var confirmations = new Semaphore(0);
    waiting.put(id, confirmations);
    try {
      var receivers = redis.publish(redis.removed(), id + " " + String.join(" ", keys));
      if (receivers.isEmpty()) {
        redis.removeLater(keys);
      } else if (!confirmations.tryAcquire(
          receivers.get().intValue(), TRUST.toNanos(), TimeUnit.NANOSECONDS)) {
        unconfirmed.inc();
      }
    } catch (InterruptedException _) {
      Thread.currentThread()
          .interrupt(); // the keys are gone; only who receives it late still uses them
    } finally {
      waiting.remove(id);
    }
  }

  /** For a thread of its own. */
  private void listen() throws InterruptedException {
    while (true) {
      try (var connection = redis.connect()) {
        var mine = new Listener(connection);
        listener = mine;
        mine.proceed(connection, redis.removed(), redis.received());
      } catch (JedisException e) {
        LOG.debug("messages about removed keys are not received: {}", e.toString());
      } finally {
        listener = null;
        trustedUntil = System.nanoTime();
      }
      Thread.sleep(200 + ThreadLocalRandom.current().nextInt(800));
    }
  }

  private void ping() {
    listening.set(upToDate() ? 1 : 0);
    Listener now = listener;
    if (now != null) {
      now.sendPing();
    }
  }

  /** One connection, on which nothing but this is received. */
  private final class Listener extends JedisPubSub {
    private final Connection connection;
    private volatile boolean open;
    private volatile long lastAnswer = System.nanoTime();

    Listener(Connection connection) {
      this.connection = connection;
    }

    void sendPing() {
      try {
        if (System.nanoTime() - lastAnswer > SILENCE.toNanos()) {
          connection.forceDisconnect(); // ends the reading of it
        } else if (open) {
          ping(Long.toString(System.nanoTime()));
        }
      } catch (JedisException | IOException e) {
        LOG.debug("no ping was sent: {}", e.toString());
      }
    }

    /** What was sent before was not received. */
    @Override
    public void onSubscribe(String channel, int count) {
      copies.dropAll();
      open = true;
    }

    @Override
    public void onPong(String sent) {
      lastAnswer = System.nanoTime();
      trustedUntil = Long.parseLong(sent) + TRUST.toNanos();
    }

    @Override
    public void onMessage(String channel, String message) {
      if (channel.equals(redis.received())) {
        var confirmations = waiting.get(message);
        if (confirmations != null) {
          confirmations.release();
        }
        return;
      }
      var words = List.of(message.split(" "));
      copies.drop(words.subList(1, words.size()));
      var _ = redis.publish(redis.received(), words.getFirst());
    }
  }
}
