package stoa.group;

import io.prometheus.client.Counter;
import java.util.List;
import stoa.access.ManyMemberships;
import stoa.base.db.Db;

/**
 * Applies groups' rules. A run goes over some members' ids and makes some changes; the next goes on
 * from there. Servers that do it at once do each other no harm.
 */
final class GroupRules {
  /** Ids that a statement looks at: some tens of milliseconds. */
  private static final long WINDOW = 50_000;

  private static final int WINDOWS = 20;

  /** Changes of one group by a statement; each also writes the member's row. */
  private static final int AT_ONCE = 1_000;

  private static final int MOST_CHANGES = 4_000;

  private final Db db;
  private final GroupQueries queries;
  private final ManyMemberships memberships;
  private final Counter.Child changes;

  /** The last id that was gone over. */
  private volatile long last;

  GroupRules(Db db, GroupQueries queries, ManyMemberships memberships, Counter.Child changes) {
    this.db = db;
    this.queries = queries;
    this.memberships = memberships;
    this.changes = changes;
  }

  void run() {
    var ruled = queries.ruled();
    long highest = queries.highestAccount();
    int made = 0;
    for (int window = 0; window < WINDOWS && made < MOST_CHANGES; window++) {
      long to = last + WINDOW;
      int here = apply(ruled, last + 1, to);
      made += here;
      if (here >= AT_ONCE) {
        continue; // some of them may be left
      }
      last = to < highest ? to : 0;
      if (last == 0) {
        return;
      }
    }
  }

  private int apply(List<GroupQueries.Ruled> ruled, long from, long to) {
    int made = 0;
    for (var group : ruled) {
      made +=
          db.write(tx -> memberships.applyRule(tx, group.id(), group.belongs(), from, to, AT_ONCE));
    }
    changes.inc(made);
    return made;
  }
}
