package stoa.account;

import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import stoa.base.cache.Cache;
import stoa.base.db.Tx;

/**
 * Copies of sessions, so that not every page asks the database who reads it. They live for a
 * minute: so long, at worst, can one that ended elsewhere be used while the shared cache is away.
 */
final class SessionCopies {
  private final Cache<SessionQueries.Row> cache;

  SessionCopies(Cache<SessionQueries.Row> cache) {
    this.cache = cache;
  }

  Optional<SessionQueries.Row> find(byte[] hash, Instant now) {
    return cache.get(key(hash)).filter(row -> row.expires().isAfter(now));
  }

  /** The copy, where it is in this process. */
  Optional<SessionQueries.Row> ifLocal(byte[] hash, Instant now) {
    return cache.ifLocal(key(hash)).filter(row -> row.expires().isAfter(now));
  }

  void keep(byte[] hash, SessionQueries.Row row) {
    cache.put(key(hash), row);
  }

  void forget(byte[] hash) {
    cache.remove(List.of(key(hash)));
  }

  /** Once the transaction is committed: before, others would copy the old rows again. */
  void forgetAfter(Tx tx, Collection<byte[]> hashes) {
    tx.after(() -> cache.remove(hashes.stream().map(SessionCopies::key).toList()));
  }

  private static String key(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
