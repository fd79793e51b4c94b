package stoa.mail;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Act;
import stoa.base.db.Tx;
import stoa.base.view.Menu;
import stoa.base.web.Right;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;

/** What goes out by mail: notifications and digests. */
public final class MailFeature implements Feature {
  private static final Duration KEPT = Duration.ofDays(30);

  private final MailQueries queries;
  private final DigestQueries digests;
  private final UnsubscribeTokens unsubscribeTokens;
  private final MailWriter writer;
  private final @Nullable Smtp smtp;
  private final Sender sender;
  private final Duration delay;
  private final InstantSource clock;

  /**
   * @param key signs the unsubscribe links of mails; the same on every node
   */
  public MailFeature(Services services, byte[] key) {
    var settings = services.settings();
    this.clock = services.clock();
    this.delay = settings.mail().delay();
    this.queries = new MailQueries(services.db(), services.access());
    this.digests = new DigestQueries(services.db(), services.access());
    this.unsubscribeTokens = new UnsubscribeTokens(key);
    var site =
        new MailWriter.Site(
            settings.site().title(), settings.site().url(), settings.site().language());
    this.writer =
        new MailWriter(
            services.messages(), services.views(), unsubscribeTokens, digests, site, clock);
    this.smtp =
        settings.mail().server().used()
            ? new Smtp(
                settings.mail().server().url(),
                from(settings.mail().from(), site.url()),
                site.title(),
                clock)
            : null;
    var breaker = services.breakers().make("smtp", _ -> true);
    this.sender = new Sender(queries, writer, smtp, breaker, clock, services.registry());
  }

  private static String from(String set, URI site) {
    return set.isEmpty() ? "forum@" + site.getHost() : set;
  }

  /** Queues mails for those who were just notified of events, in the same transaction. */
  public void queue(Tx tx, Collection<Long> members, Collection<Long> events) {
    Instant now = clock.instant();
    queries.queue(tx, members, events, now, now.plus(delay));
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        new Job("mail", Duration.ofSeconds(1), Duration.ofMinutes(30), sender::sendDue),
        Job.hourly("digests", this::queueDigests),
        Job.hourly("old mails", this::forgetOld));
  }

  private void queueDigests() {
    Instant now = clock.instant();
    // A little less than the period, so that a digest does not wander around the clock.
    int _ =
        digests.queue(
            now, now.minus(Duration.ofHours(23)), now.minus(Duration.ofHours(7 * 24 - 1)));
  }

  private void forgetOld() {
    int _ = queries.forget(clock.instant().minus(KEPT));
  }

  /** Whether administrators should look: mails do not get out. */
  public boolean failing() {
    return sender.failing();
  }

  @Override
  public void routes(Routes routes) {
    var pages = new MailPages(queries, digests, sender, writer, smtp, unsubscribeTokens, clock);
    routes
        .page("/admin/mail", Right.to(Act.ADMINISTER), pages::admin)
        .inMenu(Menu.Place.ADMINISTRATION, 30, "admin.mail");
    routes.form("/admin/mail/test", Right.to(Act.ADMINISTER), pages::test);
    routes.form("/admin/mail/{id}/retry", Right.to(Act.ADMINISTER), pages::retry);
    routes.form("/admin/mail/{id}/drop", Right.to(Act.ADMINISTER), pages::drop);
    routes.page("/settings/digest", pages::digest);
    routes.form("/settings/digest", pages::chooseDigest);
    routes.page("/mail/unsubscribe/{token}", pages::unsubscribeForm);
    routes.form("/mail/unsubscribe/{token}", pages::unsubscribe).signed();
  }
}
