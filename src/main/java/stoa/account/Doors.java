package stoa.account;

import stoa.base.web.RateLimits;

/** What guards the pages where somebody signs in or registers. */
record Doors(RateLimits rates, Limits limits) {}
