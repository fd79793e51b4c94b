package stoa.feature;

import java.util.List;
import stoa.base.Deadline;
import stoa.base.bus.Events;
import stoa.base.ops.Health;
import stoa.base.web.Routes;

/** A part of the forum: what it brings. Most bring little; docs/recipes.md shows how to add. */
public interface Feature {
  /** The pages that it answers and the forms that it takes. */
  default void routes(Routes routes) {}

  /** What follows from events. */
  default List<Events.Wiring> effects() {
    return List.of();
  }

  /** What is done from time to time. */
  default List<Job> jobs() {
    return List.of();
  }

  /** What it depends on beside the database. */
  default List<Health.Probe> probes() {
    return List.of();
  }

  /** Writes what was counted and noted and is not yet written; at the end, once more. */
  default void flush() {}

  /** Ends, before the jobs are interrupted, what does not bear that. */
  default void stop(Deadline deadline) throws Exception {}
}
