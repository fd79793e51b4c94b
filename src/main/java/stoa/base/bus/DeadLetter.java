package stoa.base.bus;

import java.time.Instant;

/**
 * An event that one consumer failed on too often.
 *
 * @param fault what went wrong the last time, for the administrator
 */
public record DeadLetter(
    String consumer,
    long eventId,
    String kind,
    String body,
    Instant at,
    int attempts,
    String fault,
    Instant parkedAt) {}
