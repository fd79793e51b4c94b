package stoa.account;

import stoa.base.web.ClientAddress;
import stoa.base.web.Cookies;
import stoa.base.web.RateLimits;

/** What guards the pages where somebody signs in or registers. */
public record Doors(RateLimits rates, Limits limits, ClientAddress addresses, Cookies cookies) {}
