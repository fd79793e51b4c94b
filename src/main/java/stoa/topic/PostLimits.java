package stoa.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Act;
import stoa.base.Viewer;
import stoa.base.config.Settings;
import stoa.base.web.RateLimits;
import stoa.base.web.RateLimits.Rule;

/** How fast a member may write. Moderators are not held up. */
public final class PostLimits {
  private static final Rule LIKES = new Rule("likes_minute", 60, Duration.ofMinutes(1));

  private final RateLimits rates;
  private final @Nullable Rule pause;
  private final Rule perMinute;

  public PostLimits(RateLimits rates, Settings.Limits settings) {
    this.rates = rates;
    this.pause = pause(settings);
    this.perMinute = perMinute(settings);
  }

  /** The rules, for {@link RateLimits} to know. */
  public static List<Rule> rules(Settings.Limits settings) {
    var rules = new ArrayList<Rule>();
    rules.add(perMinute(settings));
    rules.add(LIKES);
    Rule pause = pause(settings);
    if (pause != null) {
      rules.add(pause);
    }
    return rules;
  }

  private static Rule perMinute(Settings.Limits settings) {
    return new Rule("posts_minute", settings.postsPerMinute(), Duration.ofMinutes(1));
  }

  private static @Nullable Rule pause(Settings.Limits settings) {
    return settings.betweenPosts().isZero()
        ? null
        : new Rule("post_pause", 1, settings.betweenPosts());
  }

  void post(Viewer.Member member) {
    if (Act.SKIP_LIMITS.allowedTo(member)) {
      return;
    }
    rates.take(perMinute, key(member));
    if (pause != null) {
      rates.take(pause, key(member));
    }
  }

  /** The same, without refusing: whether it was in time. */
  boolean mayPost(Viewer.Member member) {
    if (Act.SKIP_LIMITS.allowedTo(member)) {
      return true;
    }
    if (!rates.tryTake(perMinute, key(member))) {
      return false;
    }
    if (pause == null || rates.tryTake(pause, key(member))) {
      return true;
    }
    rates.giveBack(perMinute, key(member));
    return false;
  }

  /** What {@link #mayPost} has let through was there already. */
  void notPosted(Viewer.Member member) {
    if (!Act.SKIP_LIMITS.allowedTo(member)) {
      rates.giveBack(perMinute, key(member));
      if (pause != null) {
        rates.giveBack(pause, key(member));
      }
    }
  }

  void edit(Viewer.Member member) {
    if (!Act.SKIP_LIMITS.allowedTo(member)) {
      rates.take(perMinute, key(member));
    }
  }

  void like(Viewer.Member member) {
    rates.take(LIKES, key(member));
  }

  private static String key(Viewer.Member member) {
    return "member " + member.id();
  }
}
