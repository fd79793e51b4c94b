package stoa.mail;

import io.javalin.router.JavalinDefaultRoutingApi;
import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.base.config.Settings;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.life.Breaker;
import stoa.base.web.Messages;
import stoa.base.web.Site;
import stoa.base.web.Views;

/** Outgoing mail. */
public final class MailFeature {
  private static final Duration KEPT = Duration.ofDays(30);

  private final MailQueries queries;
  private final DigestQueries digests;
  private final Unsubscribing unsubscribing;
  private final Letters letters;
  private final @Nullable Smtp smtp;
  private final Sender sender;
  private final Duration delay;
  private final InstantSource clock;

  /** What else of the forum mails need. */
  public record Around(
      Messages messages, Views views, Breaker breaker, CollectorRegistry registry) {}

  /**
   * @param key signs the way out of mails; the same on every node
   */
  public MailFeature(
      Db db, Access access, Settings settings, byte[] key, Around around, InstantSource clock) {
    this.clock = clock;
    this.delay = settings.mail().delay();
    this.queries = new MailQueries(db, access);
    this.digests = new DigestQueries(db, access);
    this.unsubscribing = new Unsubscribing(key);
    var site =
        new Letters.Site(
            settings.site().title(), settings.site().url(), settings.site().language());
    this.letters =
        new Letters(around.messages(), around.views(), unsubscribing, digests, site, clock);
    this.smtp =
        settings.mail().server().used()
            ? new Smtp(
                settings.mail().server().url(),
                from(settings.mail().from(), site.url()),
                site.title(),
                clock)
            : null;
    this.sender = new Sender(queries, letters, smtp, around.breaker(), clock, around.registry());
  }

  private static String from(String set, URI site) {
    return set.isEmpty() ? "forum@" + site.getHost() : set;
  }

  /** Queues mails for those whom events were just told to, in the same transaction. */
  public void queue(Tx tx, Collection<Long> members, Collection<Long> events) {
    Instant now = clock.instant();
    queries.queue(tx, members, events, now, now.plus(delay));
  }

  /** For a periodic job. */
  public void sendDue() {
    sender.sendDue();
  }

  /** For a periodic job. */
  public void queueDigests() {
    Instant now = clock.instant();
    // A little less than the period, so that a digest does not wander around the clock.
    int _ =
        digests.queue(
            now, now.minus(Duration.ofHours(23)), now.minus(Duration.ofHours(7 * 24 - 1)));
  }

  /** For a periodic job. */
  public void forgetOld() {
    int _ = queries.forget(clock.instant().minus(KEPT));
  }

  /** Whether administrators should look: mails do not get out. */
  public boolean failing() {
    return sender.failing();
  }

  public void routes(JavalinDefaultRoutingApi routes, Site site) {
    var pages = new MailPages(site, queries, digests, sender, letters, smtp, unsubscribing, clock);
    routes.get("/admin/mail", pages::admin);
    routes.post("/admin/mail/test", pages::test);
    routes.post("/admin/mail/{id}/retry", pages::retry);
    routes.post("/admin/mail/{id}/drop", pages::drop);
    routes.get("/settings/digest", pages::digest);
    routes.post("/settings/digest", pages::chooseDigest);
    routes.get("/mail/unsubscribe/{token}", pages::unsubscribeForm);
    routes.post("/mail/unsubscribe/{token}", pages::unsubscribe);
  }
}
