package stoa.search.index;

import stoa.base.Deadline;
import stoa.base.runtime.Stoppable;
import stoa.search.query.SearchRequest;

/** Where posts are found: Lucene in this process, or OpenSearch. */
public interface Index extends Store, Stoppable {
  /**
   * Finds posts.
   *
   * @throws IndexFault where it cannot be asked now, or has no answer by the deadline
   */
  Hits search(SearchRequest wanted, Deadline deadline);

  /** How many posts it holds. */
  long documents();

  /** Whether another version's analysis made it, so that it should be made anew. */
  boolean outdated();

  /** An empty one beside this one, to be filled while this one goes on. */
  Shadow beside();

  /** An index that is not yet asked. */
  interface Shadow extends Store {
    /**
     * Takes the other one's place, at once and for good.
     *
     * @param place every event up to this one is in it
     */
    void takeOver(long place);

    /** Gives it up. */
    void discard();
  }
}
