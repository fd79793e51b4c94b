package stoa.event;

import java.time.Instant;

/**
 * An event with what the outbox knows of it.
 *
 * @param id the outbox row; the same at every delivery, on every server
 * @param at when the transaction that made it ran
 */
public record StoredEvent(long id, Instant at, Event event) {}
