package stoa.account;

import java.time.Duration;
import stoa.base.config.Settings;
import stoa.base.web.RateLimits;
import stoa.base.web.RateLimits.Rule;

/** How often somebody may try to sign in and to register. */
record Limits(Rule login, Rule failures, Rule everywhere, Rule perHour, Rule perDay) {
  private static final Duration FAILURES = Duration.ofMinutes(15);
  private static final Duration DAY = Duration.ofDays(1);

  static Limits of(RateLimits rates, Settings.Limits settings) {
    return new Limits(
        rates.rule("login", settings.loginPerMinute(), Duration.ofMinutes(1)),
        rates.rule("login_failures", settings.loginFailures(), FAILURES),
        rates.rule("account_failures", settings.accountFailures(), DAY),
        rates.rule("register_hour", settings.registerPerHour(), Duration.ofHours(1)),
        rates.rule("register_day", settings.registerPerDay(), DAY));
  }
}
