package stoa.base.db;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import org.jooq.impl.DSL;

/**
 * Notifies all servers of the copies that end by a transaction, by a notification that comes with
 * it.
 */
final class ChangedTags {
  /** PostgreSQL's limit is 8,000 bytes, and tags are ASCII. */
  private static final int LONGEST = 7_500;

  private ChangedTags() {}

  static void notifyServers(Tx tx) {
    for (String words : parts(List.copyOf(tx.changed()))) {
      tx.sql()
          .select(DSL.function("pg_notify", Object.class, inline(Leader.CHANGES), val(words)))
          .fetch();
    }
  }

  private static List<String> parts(List<String> tags) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (String tag : tags) {
      if (part.length() + tag.length() > LONGEST) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : " ").append(tag);
    }
    if (!part.isEmpty()) {
      parts.add(part.toString());
    }
    return parts;
  }
}
