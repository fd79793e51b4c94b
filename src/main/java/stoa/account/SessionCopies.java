package stoa.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.cache.Cache;
import stoa.base.db.Tx;

/**
 * Copies of sessions, so that not every page asks the database who reads it. They live for a
 * minute: so long, at worst, can one that ended elsewhere be used while the shared cache is away.
 */
final class SessionCopies {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final Cache cache;

  SessionCopies(Cache cache) {
    this.cache = cache;
  }

  /** A row as text; times in milliseconds. */
  record Copy(
      long account,
      String name,
      String role,
      @Nullable String language,
      long created,
      long seen,
      long expires) {}

  Optional<SessionQueries.Row> find(byte[] hash, Instant now) {
    return cache
        .get(key(hash))
        .flatMap(text -> read(hash, text))
        .filter(row -> row.expires().isAfter(now));
  }

  /** The copy, where it is in this process. */
  Optional<SessionQueries.Row> atHand(byte[] hash, Instant now) {
    return cache
        .atHand(key(hash))
        .flatMap(text -> read(hash, text))
        .filter(row -> row.expires().isAfter(now));
  }

  private Optional<SessionQueries.Row> read(byte[] hash, String text) {
    try {
      var copy = JSON.readValue(text, Copy.class);
      return Optional.of(
          new SessionQueries.Row(
              copy.account(),
              copy.name(),
              copy.role(),
              copy.language(),
              Instant.ofEpochMilli(copy.created()),
              Instant.ofEpochMilli(copy.seen()),
              Instant.ofEpochMilli(copy.expires())));
    } catch (JsonProcessingException e) {
      cache.remove(key(hash)); // of another version, or not ours
      return Optional.empty();
    }
  }

  void keep(byte[] hash, SessionQueries.Row row) {
    var copy =
        new Copy(
            row.accountId(),
            row.name(),
            row.role(),
            row.language(),
            row.created().toEpochMilli(),
            row.seen().toEpochMilli(),
            row.expires().toEpochMilli());
    try {
      cache.put(key(hash), JSON.writeValueAsString(copy));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  void forget(byte[] hash) {
    cache.remove(key(hash));
  }

  /** Once the transaction is committed: before, others would copy the old rows again. */
  void forgetAfter(Tx tx, Collection<byte[]> hashes) {
    tx.after(() -> hashes.forEach(this::forget));
  }

  private static String key(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
