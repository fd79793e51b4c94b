package stoa.base.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.time.Duration;
import java.util.Optional;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.cache.SharedCounts;
import stoa.base.http.Source;

/**
 * Token buckets, one for each rule and key (an address, a member). A bucket holds as many tokens as
 * the rule allows at once and fills evenly over the rule's time. At most {@value #BUCKETS} are
 * kept, the least used go first: who floods with new addresses gains full buckets, no memory.
 */
public final class RateLimits {
  private static final int BUCKETS = 100_000;

  /** No rule counts over a longer time. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Ticker ticker;
  private final Cache<Key, Bucket> buckets;
  private final Optional<SharedCounts> shared;
  private final Counter refused;

  /** So many in so long. */
  public record Rule(String name, int count, Duration per) {}

  private record Key(String rule, String who) {}

  /**
   * @param shared counts of all servers, which hold besides this server's own buckets; empty where
   *     there is one server
   */
  public RateLimits(Ticker ticker, Optional<SharedCounts> shared, CollectorRegistry registry) {
    this.shared = shared;
    this.ticker = ticker;
    buckets =
        Caffeine.newBuilder()
            .maximumSize(BUCKETS)
            .expireAfterAccess(LONGEST)
            .ticker(ticker)
            .build();
    refused =
        Counter.build("forum_rate_limited_total", "Requests refused because they came too fast.")
            .labelNames("rule")
            .register(registry);
  }

  /**
   * A rule, counted from now on.
   *
   * @param count at least 1
   * @param per a day at most
   */
  public Rule rule(String name, int count, Duration per) {
    refused.labels(name); // a rate needs a zero to start from
    return new Rule(name, count, per);
  }

  /**
   * Takes a token.
   *
   * @throws Refused with {@link Refusal.TooFast} where none is left
   */
  public void take(Rule rule, String who) {
    require(rule, taken(rule, who));
  }

  /** The same for where somebody comes from; exempt networks take none. */
  public void take(Rule rule, Source source) {
    if (!source.exempt()) {
      take(rule, source.network());
    }
  }

  /** Takes a token where one is left, and refuses nobody. */
  public boolean tryTake(Rule rule, String who) {
    return taken(rule, who).isZero();
  }

  /** How long there is none; zero where one was taken. */
  private Duration taken(Rule rule, String who) {
    Duration pause = bucket(rule, who).take(rule, ticker.read());
    if (pause.isZero() && count(rule, who, 1) > rule.count()) {
      giveBack(rule, who); // who was refused has taken nothing
      return rule.per().dividedBy(rule.count());
    }
    return pause;
  }

  /** Refuses as {@link #take} does, but takes nothing: for what is only counted when it fails. */
  public void check(Rule rule, String who) {
    require(rule, bucket(rule, who).pause(rule, ticker.read()));
    if (count(rule, who, 0) >= rule.count()) {
      require(rule, rule.per().dividedBy(rule.count()));
    }
  }

  /** The same for where somebody comes from. */
  public void check(Rule rule, Source source) {
    if (!source.exempt()) {
      check(rule, source.network());
    }
  }

  /** Gives a token back: what it was taken for did not happen. */
  public void giveBack(Rule rule, String who) {
    bucket(rule, who).giveBack(rule);
    long _ = count(rule, who, -1);
  }

  private void require(Rule rule, Duration pause) {
    if (!pause.isZero()) {
      refused.labels(rule.name()).inc();
      throw new Refused(new Refusal.TooFast(pause));
    }
  }

  /** What all servers have counted in this rule's window; 0 where that cannot be told. */
  private long count(Rule rule, String who, int change) {
    return shared
        .map(counts -> counts.add(rule.name() + ":" + who, change, rule.per()).orElse(0))
        .orElse(0L);
  }

  private Bucket bucket(Rule rule, String who) {
    return buckets.get(new Key(rule.name(), who), _ -> new Bucket(rule.count(), ticker.read()));
  }

  private static final class Bucket {
    private double tokens;
    private long filled;

    Bucket(int tokens, long now) {
      this.tokens = tokens;
      this.filled = now;
    }

    synchronized Duration take(Rule rule, long now) {
      Duration pause = pause(rule, now);
      if (pause.isZero()) {
        tokens -= 1;
      }
      return pause;
    }

    synchronized Duration pause(Rule rule, long now) {
      double perNano = (double) rule.count() / rule.per().toNanos();
      tokens = Math.min(rule.count(), tokens + (now - filled) * perNano);
      filled = now;
      return tokens >= 1
          ? Duration.ZERO
          : Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano));
    }

    synchronized void giveBack(Rule rule) {
      tokens = Math.min(rule.count(), tokens + 1);
    }
  }
}
