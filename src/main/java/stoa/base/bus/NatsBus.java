package stoa.base.bus;

import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PublishOptions;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;

/**
 * Events over NATS JetStream. A message is a hint with an event's id: what happened is read from
 * the outbox, so that nobody can forge it, and what NATS loses (it answers before its disk does) is
 * found there.
 */
final class NatsBus implements Bus {
  private static final Logger LOG = LoggerFactory.getLogger(NatsBus.class);
  private static final String ID = "Stoa-Event";
  private static final Duration ACKNOWLEDGE = Duration.ofSeconds(4);

  /** Above what most effects may take: one that is at work is not sent to another. */
  private static final Duration ACK_WAIT = Duration.ofSeconds(30);

  private static final int MOST_IN_FLIGHT = 1_000;

  private final Nats nats;
  private final OutboxQueries queries;

  NatsBus(Nats nats, OutboxQueries queries) {
    this.nats = nats;
    this.queries = queries;
  }

  @Override
  public void publish(List<OutboxRow> events) {
    try {
      var _ =
          nats.use(connection -> {
            var stream = connection.jetStream();
            var acks = new ArrayList<CompletableFuture<PublishAck>>();
            for (var event : events) {
              acks.add(stream.publishAsync(message(event), options(event)));
            }
            await(acks);
            return true;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Nats.Away("interrupted while publishing", e);
    }
  }

  private Message message(OutboxRow event) {
    var headers = new Headers();
    headers.add(ID, "" + event.id());
    headers.add("Stoa-Version", "" + event.version());
    return NatsMessage.builder()
        .subject(nats.subject(event.kind()))
        .headers(headers)
        .data(event.body().getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** The id makes a message that is sent twice within two minutes count once. */
  private PublishOptions options(OutboxRow event) {
    return PublishOptions.builder()
        .expectedStream(nats.stream())
        .messageId(nats.stream() + "-" + event.id())
        .build();
  }

  private static void await(List<CompletableFuture<PublishAck>> acks)
      throws IOException, InterruptedException {
    var deadline = Deadline.in(ACKNOWLEDGE);
    try {
      for (var ack : acks) {
        var _ = ack.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("not acknowledged: " + e.getMessage(), e);
    }
  }

  @Override
  public void published() {
    // NATS signals the consumers.
  }

  @Override
  public boolean lossy() {
    return true;
  }

  @Override
  public Source source(String consumer, Collection<String> kinds) {
    return new PullSource(consumer, kinds);
  }

  private final class PullSource implements Source {
    private final String consumer;
    private final Set<String> subjects = new HashSet<>();
    private @Nullable JetStreamSubscription subscription;
    private long epoch = -1;
    private boolean away;

    PullSource(String consumer, Collection<String> kinds) {
      this.consumer = consumer;
      kinds.forEach(kind -> subjects.add(nats.subject(kind)));
    }

    @Override
    public List<Delivery> fetch(int most, Duration time) throws InterruptedException {
      try {
        var messages = subscribed().fetch(most, time);
        away = false;
        return deliveries(messages);
      } catch (Nats.Away | IllegalStateException | stoa.base.runtime.Breaker.Open e) {
        if (!away) {
          LOG.warn("events for {} wait for NATS: {}", consumer, e.getMessage());
        }
        away = true;
        subscription = null;
        Thread.sleep(time);
        return List.of();
      }
    }

    private JetStreamSubscription subscribed() throws InterruptedException {
      var known = subscription;
      if (known != null && epoch == nats.epoch() && known.isActive()) {
        return known;
      }
      long now = nats.epoch();
      var made =
          nats.use(connection ->
              connection
                  .jetStream()
                  .subscribe(
                      nats.subjects(),
                      PullSubscribeOptions.builder().stream(nats.stream())
                          .durable(consumer)
                          .configuration(
                              ConsumerConfiguration.builder()
                                  .durable(consumer)
                                  .deliverPolicy(DeliverPolicy.All)
                                  .ackPolicy(AckPolicy.Explicit)
                                  .ackWait(ACK_WAIT)
                                  .maxAckPending(MOST_IN_FLIGHT)
                                  .build())
                          .build()));
      subscription = made;
      epoch = now;
      return made;
    }

    private List<Delivery> deliveries(List<Message> messages) {
      var hints = new LinkedHashMap<Long, Message>();
      for (var message : messages) {
        Long id = idOf(message);
        if (id == null || !subjects.contains(message.getSubject())) {
          message.ack(); // not ours to handle, or not a message of ours at all
        } else if (hints.putIfAbsent(id, message) != null) {
          message.ack();
        }
      }
      if (hints.isEmpty()) {
        return List.of();
      }
      var found = new ArrayList<Delivery>();
      for (var event : queries.byIds(hints.keySet())) {
        var message = hints.remove(event.id());
        if (message != null) {
          found.add(new Pulled(event, message));
        }
      }
      hints.values().forEach(Message::ack); // forged, or forgotten long ago
      return found;
    }

    private static @Nullable Long idOf(Message message) {
      var headers = message.getHeaders();
      String id = headers == null ? null : headers.getFirst(ID);
      return id != null && id.matches("[0-9]{1,18}") ? Long.valueOf(id) : null;
    }
  }

  private record Pulled(OutboxRow event, Message message) implements Delivery {
    @Override
    public void done() {
      try {
        message.ack();
      } catch (IllegalStateException e) {
        LOG.debug("event {} comes again: {}", event.id(), e.getMessage()); // harmless: it is marked
      }
    }

    @Override
    public void again(Duration pause) {
      try {
        message.nakWithDelay(pause);
      } catch (IllegalStateException e) {
        LOG.debug("event {} comes again by itself: {}", event.id(), e.getMessage());
      }
    }
  }
}
