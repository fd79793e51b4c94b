package stoa.account;

import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import stoa.base.cache.Cache;
import stoa.base.cache.Caches;
import stoa.base.db.Tx;
import stoa.base.web.Members.SignedIn;

/**
 * Copies of sessions, so that not every page asks the database who reads it. They live for a
 * minute: so long, at worst, can one that ended elsewhere be used while the shared cache is away.
 * And who was signed in of late, for when the database cannot be asked. Of a session that ended
 * nothing is kept, also not by a page that had read it before.
 */
final class SessionCopies {
  private static final Duration LIVE = Duration.ofMinutes(1);

  /** How long somebody is remembered whom the database cannot be asked about. */
  private static final Duration REMEMBERED = Duration.ofMinutes(15);

  private static final int MOST = 20_000;

  private final Cache<SessionQueries.Row> rows;
  private final Cache<SignedIn> recent;

  SessionCopies(Caches caches) {
    this.rows = caches.cache("sessions", LIVE, MOST, new SessionText());
    this.recent = caches.local("remembered", REMEMBERED, MOST);
  }

  Cache.Place<SessionQueries.Row> look(byte[] hash) {
    return rows.look(key(hash));
  }

  /** The copy, where it is in this process. */
  Optional<Cache.Place<SessionQueries.Row>> ifLocal(byte[] hash) {
    return rows.ifLocal(key(hash));
  }

  /** Who it was when the database was asked last. */
  Cache.Place<SignedIn> recent(byte[] hash) {
    return recent.look(key(hash));
  }

  void forgetRecent(byte[] hash) {
    recent.remove(List.of(key(hash)));
  }

  void forget(byte[] hash) {
    forget(List.of(hash));
  }

  /** Once the transaction is committed: before, others would copy the old rows again. */
  void forgetAfter(Tx tx, Collection<byte[]> hashes) {
    tx.after(() -> forget(hashes));
  }

  private void forget(Collection<byte[]> hashes) {
    var keys = hashes.stream().map(SessionCopies::key).toList();
    recent.remove(keys);
    rows.remove(keys);
  }

  static String key(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
