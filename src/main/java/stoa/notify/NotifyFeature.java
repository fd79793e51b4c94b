package stoa.notify;

import io.javalin.router.JavalinDefaultRoutingApi;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import stoa.access.Access;
import stoa.base.Viewer;
import stoa.base.bus.EventHandler;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.web.Site;

/** Telling members what concerns them. */
public final class NotifyFeature {
  /** Sends mails to those who were told. */
  @FunctionalInterface
  public interface Mailer {
    /** Called in the transaction that told these members, each of one of the events at least. */
    void queue(Tx tx, Collection<Long> members, Collection<Long> events);
  }

  private static final Duration READ_KEPT = Duration.ofDays(90);
  private static final Duration KEPT = Duration.ofDays(365);

  private final Access access;
  private final NoticeQueries queries;
  private final Notices notices;
  private final Mailer mailer;
  private final InstantSource clock;

  public NotifyFeature(Db db, Access access, Mailer mailer, InstantSource clock) {
    this.mailer = mailer;
    this.access = access;
    this.queries = new NoticeQueries(db, access);
    this.notices = new Notices(db, queries, clock);
    this.clock = clock;
  }

  /** Works out who is told of an event. */
  public EventHandler handler() {
    return new NotifyHandler(new NotifyQueries(access), mailer);
  }

  /** A member has a page of a topic before him: what tells of its posts is read. */
  public void hasRead(Viewer.Member member, long topicId, long lastPost) {
    notices.readTopic(member, topicId, lastPost);
  }

  /** For a periodic job. */
  public void forgetOld() {
    Instant now = clock.instant();
    int _ = queries.forget(now.minus(READ_KEPT), now.minus(KEPT));
  }

  public void routes(JavalinDefaultRoutingApi routes, Site site) {
    var pages = new NotifyPages(site, notices, queries);
    routes.get("/notifications", pages::list);
    routes.post("/notifications/read", pages::readAll);
    routes.post("/notifications/returned/{id}/forget", pages::forgetReturned);
    routes.get("/settings/notifications", pages::choices);
    routes.post("/settings/notifications", pages::choose);
    routes.post("/t/{id}/watch", pages::watchTopic);
    routes.post("/b/{slug}/watch", pages::watchBoard);
  }
}
