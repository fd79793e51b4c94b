package stoa.account;

import java.time.Duration;
import java.util.List;
import stoa.base.config.Settings;
import stoa.base.web.RateLimits.Rule;

/** How often somebody may try to sign in and to register. */
public record Limits(Rule login, Rule failures, Rule everywhere, Rule perHour, Rule perDay) {
  private static final Duration FAILURES = Duration.ofMinutes(15);

  public static Limits of(Settings.Limits settings) {
    return new Limits(
        new Rule("login", settings.loginPerMinute(), Duration.ofMinutes(1)),
        new Rule("login_failures", settings.loginFailures(), FAILURES),
        new Rule("account_failures", settings.accountFailures(), Duration.ofDays(1)),
        new Rule("register_hour", settings.registerPerHour(), Duration.ofHours(1)),
        new Rule("register_day", settings.registerPerDay(), Duration.ofDays(1)));
  }

  public List<Rule> all() {
    return List.of(login, failures, everywhere, perHour, perDay);
  }
}
