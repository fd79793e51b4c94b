package stoa.moderation;

import java.time.Instant;
import java.time.InstantSource;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.Viewer;
import stoa.base.db.Db;
import stoa.base.view.Urls;
import stoa.event.Event;

/** Pinning and locking topics, for moderators. */
final class TopicFlags {
  private final Db db;
  private final Access access;
  private final TopicFlagQueries queries;
  private final InstantSource clock;

  TopicFlags(Db db, Access access, TopicFlagQueries queries, InstantSource clock) {
    this.db = db;
    this.access = access;
    this.queries = queries;
    this.clock = clock;
  }

  /** Pins or unpins, locks or unlocks; for moderators. */
  String set(Viewer.Member viewer, long topicId, Flag flag) {
    var _ = flag.act().require(viewer);
    Instant now = clock.instant();
    return db.write(tx -> {
      var topic = access.locked(tx, viewer, topicId);
      access.require(viewer, flag.act(), topic);
      switch (flag) {
        case PIN -> queries.pin(tx, topicId, now, viewer.id());
        case UNPIN -> queries.pin(tx, topicId, null, null);
        case LOCK -> queries.lock(tx, topicId, now, viewer.id());
        case UNLOCK -> queries.lock(tx, topicId, null, null);
      }
      tx.emit(new Event.TopicMarked(topicId, topic.boardId(), viewer.id()));
      return Urls.topic(topic.id(), topic.slug());
    });
  }

  enum Flag {
    PIN,
    UNPIN,
    LOCK,
    UNLOCK;

    private Act act() {
      return switch (this) {
        case PIN, UNPIN -> Act.PIN;
        case LOCK, UNLOCK -> Act.LOCK;
      };
    }
  }
}
