package stoa.group;

import java.util.Arrays;
import java.util.Optional;

/** How one comes into a group. Stored by its name. */
enum Joining {
  /** Leaders and administrators put members into it. */
  INVITATION,
  /** Members ask, leaders and administrators say yes or no. */
  REQUEST,
  /** Whoever meets its rule is in it. */
  RULE,
  /** Whoever knows its password comes in. */
  PASSWORD;

  static Optional<Joining> of(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }
}
