package stoa.spool;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic or reply that could not be written at once.
 *
 * @param boardSlug the board of a new topic; null for a reply
 * @param topicId the topic that is answered; 0 for a new one
 * @param once what makes it count once, even if the first try had been written after all
 */
public record SpooledPost(
    long accountId,
    @Nullable String boardSlug,
    long topicId,
    @Nullable Long parent,
    String title,
    List<String> tags,
    String body,
    String once,
    Instant at) {
  public SpooledPost {
    tags = List.copyOf(tags);
  }

  /** Two forms with the same key are one. */
  String key() {
    return accountId + " " + once;
  }
}
