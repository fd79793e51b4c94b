package stoa.notify;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import stoa.access.Viewer;
import stoa.base.Refused;
import stoa.base.db.Db;
import stoa.watch.WatchLevel;

/** What members do with their notifications and with what they watch. */
final class Notifications {
  private final Db db;
  private final NotificationQueries queries;
  private final InstantSource clock;

  Notifications(Db db, NotificationQueries queries, InstantSource clock) {
    this.db = db;
    this.queries = queries;
    this.clock = clock;
  }

  void readAll(Viewer.Member member, long upTo) {
    Instant now = clock.instant();
    db.change(tx -> queries.readAll(tx, member.id(), upTo, now));
  }

  /** Marks the notifications of a topic's posts as read, at most up to that one. */
  void readTopic(Viewer.Member member, long topicId, long lastPost) {
    Instant now = clock.instant();
    db.change(tx -> queries.readTopic(tx, member.id(), topicId, lastPost, now));
  }

  /**
   * Sets how much of a topic a member wants to be notified of.
   *
   * @return where the topic is
   */
  String watchTopic(Viewer.Member member, long topicId, WatchLevel level) {
    Instant now = clock.instant();
    return db.write(tx -> {
      String url = queries.topicUrl(tx, member, topicId).orElseThrow(Notifications::notFound);
      queries.watchTopic(tx, member.id(), topicId, level, now);
      return url;
    });
  }

  void watchBoard(Viewer.Member member, long board, WatchLevel level) {
    Instant now = clock.instant();
    db.change(tx -> queries.watchBoard(tx, member.id(), board, level, now));
  }

  void choose(Viewer.Member member, List<Choice> choices) {
    db.change(tx -> choices.forEach(choice -> queries.choose(tx, member.id(), choice)));
  }

  private static Refused notFound() {
    return Refused.notFound();
  }
}
