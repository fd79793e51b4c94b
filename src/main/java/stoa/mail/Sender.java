package stoa.mail;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.runtime.Breaker;
import stoa.mail.MailQueries.QueuedMail;

/** Sends what is due: each mail is marked as on its way before it goes, so that none goes twice. */
final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private static final int AT_ONCE = 20;

  /** After a passing failure; then it has failed. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(12));

  /** Above what a mail can take, ten seconds for each of a handful of steps. */
  private static final Duration HALF_WAY = Duration.ofMinutes(10);

  /** Of those that wait, each second. */
  private static final int COUNTED = 10_000;

  /** So many in a row, and administrators are warned. */
  private static final int ALARM = 3;

  private final MailQueries queries;
  private final MailWriter writer;
  private final @Nullable Smtp smtp;
  private final Breaker breaker;
  private final InstantSource clock;
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private final Counter sent;
  private final Gauge waiting;
  private final Gauge oldest;

  /**
   * @param smtp null where no mail server is set: what would be sent stands in the log
   */
  Sender(
      MailQueries queries,
      MailWriter writer,
      @Nullable Smtp smtp,
      Breaker breaker,
      InstantSource clock,
      CollectorRegistry registry) {
    this.queries = queries;
    this.writer = writer;
    this.smtp = smtp;
    this.breaker = breaker;
    this.clock = clock;
    this.sent =
        Counter.build("forum_mail_sent_total", "Mails, by how sending them ended.")
            .labelNames("outcome")
            .register(registry);
    for (var outcome : List.of("sent", "skipped", "refused", "failed", "unknown")) {
      sent.labels(outcome);
    }
    this.waiting =
        Gauge.build("forum_mail_waiting", "Mails to be sent, as far as 10,000.").register(registry);
    this.oldest =
        Gauge.build("forum_mail_oldest_age_seconds", "How long the oldest of them is overdue.")
            .register(registry);
  }

  boolean failing() {
    return failuresInARow.get() >= ALARM || breaker.open();
  }

  /** For a periodic job. */
  void sendDue() {
    measure();
    List<Long> ids;
    do {
      if (breaker.open() || Thread.currentThread().isInterrupted()) {
        return;
      }
      ids = queries.claim(clock.instant(), AT_ONCE);
      if (!ids.isEmpty()) {
        send(queries.queued(ids));
      }
    } while (ids.size() == AT_ONCE);
  }

  private void measure() {
    Instant now = clock.instant();
    int _ = queries.unknown(now.minus(HALF_WAY), now);
    var state = queries.waiting(COUNTED);
    waiting.set(state.count());
    Instant since = state.oldest();
    oldest.set(since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / 1e3));
  }

  private void send(List<QueuedMail> due) {
    var skipped = new ArrayList<QueuedMail>();
    var logged = new ArrayList<QueuedMail>();
    for (QueuedMail queued : due) {
      var mail = mail(queued);
      if (mail.isEmpty()) {
        skipped.add(queued);
      } else if (smtp == null) {
        LOG.info(
            "no mail.url is set; a mail to {} would say: {}", queued.name(), mail.get().subject());
        logged.add(queued);
      } else {
        send(queued, mail.get(), smtp);
      }
    }
    end(skipped, "SKIPPED", null, "skipped");
    end(logged, "SENT", null, "sent");
  }

  private Optional<OutgoingMail> mail(QueuedMail queued) {
    String email = queued.email();
    return queued.wanted() && email != null ? writer.write(queued, email) : Optional.empty();
  }

  private void send(QueuedMail queued, OutgoingMail mail, Smtp server) {
    OutgoingMail.Outcome outcome;
    Breaker.Call call;
    try {
      call = breaker.begin();
    } catch (Breaker.Open e) {
      queries.again(queued.id(), clock.instant().plus(PAUSES.getFirst()), "left alone for a while");
      return;
    }
    outcome = server.send(mail);
    switch (outcome) {
      case OutgoingMail.Outcome.Sent() -> {
        call.succeeded();
        failuresInARow.set(0);
        end(queued, "SENT", null, "sent");
      }
      case OutgoingMail.Outcome.Refused(String why) -> {
        call.succeeded(); // the server is well, it only does not want this one
        LOG.warn("mail {} was refused: {}", queued.id(), why);
        queries.pause(queued.accountId(), mail.to(), why, clock.instant());
        end(queued, "FAILED", why, "refused");
      }
      case OutgoingMail.Outcome.Failed(String why) -> {
        call.failed(new IllegalStateException(why));
        int row = failuresInARow.incrementAndGet();
        LOG.warn("mail {} could not be sent ({} in a row): {}", queued.id(), row, why);
        later(queued, why);
      }
      case OutgoingMail.Outcome.Unknown(String why) -> {
        call.failed(new IllegalStateException(why));
        int row = failuresInARow.incrementAndGet();
        LOG.warn("mail {} may or may not have gone out ({}): {}", queued.id(), row, why);
        end(queued, "UNKNOWN", why, "unknown");
      }
    }
  }

  private void later(QueuedMail queued, String why) {
    if (queued.attempts() > PAUSES.size()) {
      end(queued, "FAILED", why, "failed");
      return;
    }
    sent.labels("failed").inc();
    long pause = PAUSES.get(Math.max(0, queued.attempts() - 1)).toMillis();
    double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
    queries.again(queued.id(), clock.instant().plusMillis((long) (pause * jitter)), why);
  }

  private void end(QueuedMail queued, String state, @Nullable String fault, String outcome) {
    end(List.of(queued), state, fault, outcome);
  }

  private void end(List<QueuedMail> all, String state, @Nullable String fault, String outcome) {
    if (!all.isEmpty()) {
      queries.ended(all.stream().map(QueuedMail::id).toList(), state, fault, clock.instant());
      sent.labels(outcome).inc(all.size());
    }
  }
}
