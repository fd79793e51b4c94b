package stoa.base.cache;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.Histogram;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;
import stoa.base.Deadline;
import stoa.base.runtime.Breaker;
import stoa.base.runtime.Stoppable;

/**
 * The connections to Redis: a small pool, short time-outs, a breaker. The forum must be as good
 * without it, so nothing here fails: what cannot be asked has no answer.
 */
public final class Redis implements Stoppable {
  private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
  private static final int TIMEOUT = 200;
  private static final Duration BORROW = Duration.ofMillis(50);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final int MOST_IDLE = 4;

  /** No answer may take as long; what is out for longer was not given back. */
  private static final Duration LEAK = Duration.ofSeconds(2);

  /** More than this, and the copies' own time to live has to do. */
  private static final int MOST_PENDING = 10_000;

  private final HostAndPort address;
  private final DefaultJedisClientConfig config;
  private final RedisClient client;
  private final Pool<Connection> pool;
  private final Breaker breaker;
  private final Histogram duration;
  private final Counter failures;
  private final Set<String> pendingRemovals = ConcurrentHashMap.newKeySet();

  public Redis(String url, int size, Breaker breaker, CollectorRegistry registry) {
    var server = URI.create(url);
    this.breaker = breaker;
    this.duration =
        Histogram.build("forum_redis_command_duration_seconds", "Commands to Redis.")
            .buckets(.0001, .0005, .001, .005, .01, .05, .1, .2)
            .register(registry);
    this.failures =
        Counter.build("forum_redis_failures_total", "Commands that Redis did not answer.")
            .register(registry);
    var leaks =
        Counter.build("forum_redis_pool_leaks_total", "Connections that were not given back.")
            .register(registry);
    this.address = new HostAndPort(server.getHost(), port(server));
    this.config = config(server);
    this.client =
        RedisClient.builder()
            .hostAndPort(address)
            .clientConfig(config)
            .poolConfig(poolConfig(size))
            .build();
    this.pool = client.getPool();
    pool.setAbandonedConfig(abandoned(leaks));
    pool.clear(); // a connection made before would not remember who borrowed it
    new PoolFigures(pool).register(registry);
  }

  private static int port(URI server) {
    return server.getPort() > 0 ? server.getPort() : 6379;
  }

  private static DefaultJedisClientConfig config(URI server) {
    var config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(TIMEOUT)
            .socketTimeoutMillis(TIMEOUT)
            .clientName("stoa");
    if ("rediss".equals(server.getScheme())) {
      config.sslOptions(SslOptions.defaults());
    }
    String user = server.getRawUserInfo();
    if (user != null) {
      String[] parts = user.split(":", 2);
      if (!parts[0].isEmpty()) {
        config.user(parts[0]);
      }
      if (parts.length == 2) {
        config.password(parts[1]);
      }
    }
    return config.build();
  }

  private static ConnectionPoolConfig poolConfig(int size) {
    var config = new ConnectionPoolConfig();
    config.setMaxTotal(size);
    config.setMaxIdle(Math.min(size, MOST_IDLE));
    config.setMinIdle(0); // so that a Redis that is away is not asked by the pool itself
    config.setMaxWait(BORROW);
    config.setBlockWhenExhausted(true);
    config.setMinEvictableIdleDuration(IDLE);
    config.setTimeBetweenEvictionRuns(Duration.ofSeconds(10));
    config.setTestWhileIdle(false);
    config.setJmxEnabled(false);
    return config;
  }

  private static AbandonedConfig abandoned(Counter leaks) {
    var config = new AbandonedConfig();
    config.setRemoveAbandonedOnMaintenance(true);
    config.setRemoveAbandonedOnBorrow(true);
    config.setRemoveAbandonedTimeout(LEAK);
    config.setLogAbandoned(true);
    config.setLogWriter(new PrintWriter(new LeakLog(leaks)));
    return config;
  }

  /** Before every key of ours. */
  String prefix() {
    return "stoa:";
  }

  /** The channel on which removed keys are published, each message a name for it and the keys. */
  String removed() {
    return prefix() + "removed";
  }

  /** Where receiving those is confirmed; servers of the version before know it by this name. */
  String received() {
    return prefix() + "heard";
  }

  /**
   * A connection beside the pool, for who listens to channels. In the newer protocol an answer to a
   * ping that comes very soon is one that Jedis does not expect yet.
   */
  Connection connect() {
    var older = DefaultJedisClientConfig.builder().from(config).protocol(RedisProtocol.RESP2);
    return new Connection(address, older.build());
  }

  /** Sends to those who listen to a channel; their number, empty where Redis is away. */
  Optional<Long> publish(String channel, String message) {
    return ask(client -> client.publish(channel, message));
  }

  /** Throws where Redis does not answer; for health. */
  public void check() {
    String _ = breaker.call(client::ping);
  }

  <T> Optional<T> ask(Function<RedisClient, T> question) {
    long begun = System.nanoTime();
    try {
      return Optional.of(
          breaker.call(() -> {
            removePending();
            return question.apply(client);
          }));
    } catch (Breaker.Open e) {
      return Optional.empty();
    } catch (JedisDataException e) {
      LOG.warn("Redis refused: {}", e.getMessage()); // a key of another type, or it is out of room
      failures.inc();
      return Optional.empty();
    } catch (JedisException e) {
      LOG.debug("Redis is away: {}", e.toString());
      failures.inc();
      return Optional.empty();
    } finally {
      duration.observe((System.nanoTime() - begun) / 1e9);
    }
  }

  /** What counts as Redis's fault; what it says no to does not. */
  public static boolean away(Throwable fault) {
    return fault instanceof JedisException && !(fault instanceof JedisDataException);
  }

  /**
   * Removes keys; those that cannot be removed now go before anything else is asked.
   *
   * @return whether they are gone
   */
  boolean remove(Collection<String> keys) {
    boolean gone = ask(client -> client.del(keys.toArray(String[]::new))).isPresent();
    if (!gone) {
      removeLater(keys);
    }
    return gone;
  }

  void removeLater(Collection<String> keys) {
    if (pendingRemovals.size() < MOST_PENDING) {
      pendingRemovals.addAll(keys);
    }
  }

  private void removePending() {
    if (pendingRemovals.isEmpty()) {
      return;
    }
    var some = pendingRemovals.stream().limit(1_000).toList();
    long _ = client.del(some.toArray(String[]::new));
    some.forEach(pendingRemovals::remove);
    long _ = client.publish(removed(), "late " + String.join(" ", some));
  }

  @Override
  public void stop(Deadline deadline) {
    client.close();
  }

  /** For a test of the leak detection. */
  Pool<Connection> pool() {
    return pool;
  }

  private static final class PoolFigures extends Collector {
    private final Pool<Connection> pool;

    PoolFigures(Pool<Connection> pool) {
      this.pool = pool;
    }

    @Override
    public List<MetricFamilySamples> collect() {
      return List.of(
          new GaugeMetricFamily(
              "forum_redis_pool_active", "Connections at work.", pool.getNumActive()),
          new GaugeMetricFamily("forum_redis_pool_idle", "Connections at rest.", pool.getNumIdle()),
          new GaugeMetricFamily(
              "forum_redis_pool_pending", "Who waits for one.", pool.getNumWaiters()));
    }
  }
}
