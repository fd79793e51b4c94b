package stoa.base.view;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a topic ends now: what decides whether somebody has read it.
 *
 * @param position of its last post; 0 where it has none
 * @param at the time of that post, in microseconds since the epoch, as the database keeps times
 */
public record TopicEnd(long topic, int position, long at) {
  public static TopicEnd of(long topic, int position, Instant at) {
    return new TopicEnd(topic, position, micros(at));
  }

  /** Microseconds since the epoch. */
  public static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  /** As marks carry them. */
  public static String text(List<TopicEnd> ends) {
    return ends.stream()
        .map(end -> end.topic + "," + end.position + "," + end.at)
        .collect(Collectors.joining(" "));
  }

  /** What {@link #text} made. */
  public static List<TopicEnd> parsed(String text) {
    return text.isEmpty() ? List.of() : Arrays.stream(text.split(" ")).map(TopicEnd::one).toList();
  }

  private static TopicEnd one(String text) {
    String[] parts = text.split(",");
    return new TopicEnd(
        Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }
}
