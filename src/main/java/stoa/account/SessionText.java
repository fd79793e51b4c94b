package stoa.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.cache.Cache;

/** A session's row as servers share it: JSON, times in milliseconds. */
final class SessionText implements Cache.Codec<SessionQueries.Row> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  record Copy(
      long account,
      String name,
      @Nullable String language,
      long created,
      long seen,
      long expires) {}

  @Override
  public String text(SessionQueries.Row row) {
    var copy =
        new Copy(
            row.accountId(),
            row.name(),
            row.language(),
            row.created().toEpochMilli(),
            row.seen().toEpochMilli(),
            row.expires().toEpochMilli());
    try {
      return JSON.writeValueAsString(copy);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<SessionQueries.Row> value(String text) {
    try {
      var copy = JSON.readValue(text, Copy.class);
      return Optional.of(
          new SessionQueries.Row(
              copy.account(),
              copy.name(),
              copy.language(),
              Instant.ofEpochMilli(copy.created()),
              Instant.ofEpochMilli(copy.seen()),
              Instant.ofEpochMilli(copy.expires())));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // of another version, or not ours
    }
  }
}
