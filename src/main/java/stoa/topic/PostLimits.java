package stoa.topic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stoa.access.Act;
import stoa.access.Viewer;
import stoa.base.config.Settings;
import stoa.base.web.RateLimits;
import stoa.base.web.RateLimits.Rule;

/** How fast a member may write. Moderators are not held up. */
final class PostLimits {
  private final RateLimits rates;
  private final @Nullable Rule pause;
  private final Rule perMinute;

  PostLimits(RateLimits rates, Settings.Limits settings) {
    this.rates = rates;
    this.perMinute = rates.rule("posts_minute", settings.postsPerMinute(), Duration.ofMinutes(1));
    this.pause =
        settings.betweenPosts().isZero()
            ? null
            : rates.rule("post_pause", 1, settings.betweenPosts());
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

  private static String key(Viewer.Member member) {
    return "member " + member.id();
  }
}
