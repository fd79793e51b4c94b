package stoa.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import stoa.access.Access;
import stoa.base.Refused;
import stoa.base.Tokens;
import stoa.base.cache.Cache;
import stoa.base.cache.TaggedCache;
import stoa.base.web.Members;
import stoa.event.Tags;

/** Who is signed in. A session lasts while it is used, up to a limit. */
final class Sessions implements Members {
  /** A session's last use is written down at most this often. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(5);

  private final SessionQueries queries;
  private final SessionCopies copies;
  private final SessionUse seen;
  private final Access access;
  private final TaggedCache<SessionQueries.Groups> groups;
  private final TaggedCache<Integer> unread;
  private final Tokens tokens;
  private final InstantSource clock;
  private final Duration idle;
  private final Duration longest;

  /**
   * @param idle how long an unused session lasts
   * @param longest how long any session lasts
   */
  Sessions(
      SessionQueries queries,
      SessionCopies copies,
      SessionUse seen,
      Access access,
      TaggedCache<SessionQueries.Groups> groups,
      TaggedCache<Integer> unread,
      Tokens tokens,
      InstantSource clock,
      Duration idle,
      Duration longest) {
    this.queries = queries;
    this.copies = copies;
    this.seen = seen;
    this.access = access;
    this.groups = groups;
    this.unread = unread;
    this.tokens = tokens;
    this.clock = clock;
    this.idle = idle;
    this.longest = longest;
  }

  @Override
  public Optional<SignedIn> bySession(String token) {
    byte[] hash = Tokens.hash(token);
    var recent = copies.recent(hash);
    Optional<SignedIn> found = known(hash);
    found.ifPresentOrElse(recent::put, () -> copies.forgetRecent(hash));
    return found;
  }

  private Optional<SignedIn> known(byte[] hash) {
    Instant now = clock.instant();
    var place = copies.look(hash);
    var copy = lasting(place, now);
    if (copy.isPresent()) {
      var row = used(hash, place, copy.get(), now);
      return Optional.of(
          signedIn(row, groups(row.accountId(), now), () -> unread(row.accountId())));
    }
    long begun = groups.now();
    return queries
        .find(hash, now)
        .map(found -> {
          var row = noted(hash, found.row(), now);
          place.put(row);
          groups.keep(Long.toString(row.accountId()), made(row.accountId(), found.groups()), begun);
          return signedIn(row, found.groups(), found::unread);
        });
  }

  private static Optional<SessionQueries.Row> lasting(
      Cache.Place<SessionQueries.Row> place, Instant now) {
    return place.found().filter(row -> row.expires().isAfter(now));
  }

  /** The groups that the member is in; a copy that ends with the first membership that does. */
  private SessionQueries.Groups groups(long account, Instant now) {
    var copy = groups.find(Long.toString(account));
    if (copy != null && copy.lasts(now)) {
      return copy;
    }
    return groups.renewed(Long.toString(account), () -> made(account, queries.groups(account)));
  }

  private static TaggedCache.Made<SessionQueries.Groups> made(
      long account, SessionQueries.Groups theirs) {
    return new TaggedCache.Made<>(theirs, Set.of(Tags.groups(account)));
  }

  /** None where that cannot be told now: the page it stands on is worth more. */
  private int unread(long account) {
    try {
      return unread.get(
          Long.toString(account),
          () ->
              new TaggedCache.Made<>(
                  queries.unread(account),
                  Set.of(Tags.notifications(account), Tags.groups(account), Tags.REMOVED)));
    } catch (Refused unavailable) {
      return 0;
    }
  }

  @Override
  public Optional<SignedIn> ifLocal(String token) {
    Instant now = clock.instant();
    byte[] hash = Tokens.hash(token);
    return copies
        .ifLocal(hash)
        .flatMap(place -> lasting(place, now).flatMap(row -> ifLocal(hash, place, row, now)));
  }

  private Optional<SignedIn> ifLocal(
      byte[] hash, Cache.Place<SessionQueries.Row> place, SessionQueries.Row row, Instant now) {
    String account = Long.toString(row.accountId());
    Integer count = unread.find(account);
    var theirs = groups.find(account);
    var rules = access.ifLocal();
    if (count == null || theirs == null || !theirs.lasts(now) || rules.isEmpty()) {
      return Optional.empty();
    }
    var used = used(hash, place, row, now);
    var member = rules.get().member(used.accountId(), used.name(), theirs.ids());
    return Optional.of(new SignedIn(member, used.language(), () -> count));
  }

  private SessionQueries.Row used(
      byte[] hash, Cache.Place<SessionQueries.Row> place, SessionQueries.Row row, Instant now) {
    var used = noted(hash, row, now);
    if (!used.equals(row)) {
      place.put(used);
    }
    return used;
  }

  /** Notes now and then that a session is used, which prolongs it. */
  private SessionQueries.Row noted(byte[] hash, SessionQueries.Row row, Instant now) {
    if (!row.seen().plus(SEEN_EVERY).isBefore(now)) {
      return row;
    }
    Instant expires = expires(row.created(), now);
    seen.note(SessionCopies.key(hash), new SessionUse.Use(row.accountId(), now, expires));
    return new SessionQueries.Row(
        row.accountId(), row.name(), row.language(), row.created(), now, expires);
  }

  private SignedIn signedIn(
      SessionQueries.Row row, SessionQueries.Groups theirs, IntSupplier unread) {
    var member = access.member(row.accountId(), row.name(), theirs.ids());
    return new SignedIn(member, row.language(), unread);
  }

  @Override
  public Optional<SignedIn> remembered(String token) {
    return copies.recent(Tokens.hash(token)).found();
  }

  /**
   * Begins a session.
   *
   * @return its token, which only the member's browser keeps
   */
  String begin(long account) {
    Instant now = clock.instant();
    String token = tokens.make();
    queries.insert(Tokens.hash(token), account, now, expires(now, now));
    return token;
  }

  void end(String token) {
    queries.end(Tokens.hash(token));
    copies.forget(Tokens.hash(token));
  }

  Duration longest() {
    return longest;
  }

  private Instant expires(Instant created, Instant now) {
    Instant unused = now.plus(idle);
    Instant last = created.plus(longest);
    return unused.isBefore(last) ? unused : last;
  }
}
