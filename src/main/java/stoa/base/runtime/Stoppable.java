package stoa.base.runtime;

import stoa.base.Deadline;

/** Something that runs and can be told to stop. Called again, it does nothing. */
@FunctionalInterface
public interface Stoppable {
  /** Finishes what is in flight, at most until the deadline, then lets go. */
  void stop(Deadline deadline) throws Exception;
}
