package stoa.reading;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.cache.Caches;
import stoa.base.cache.TaggedCache;
import stoa.base.view.Unread;
import stoa.base.web.ReadStates;
import stoa.event.Tags;

/**
 * What members have read, by a copy for each who is here. It takes up what they read on this server
 * at once; what they read on another is known after {@link #LIVE} at the latest.
 */
final class MemberReadStates implements ReadStates {
  private static final Duration LIVE = Duration.ofSeconds(30);

  /** Bytes; 12 for each topic that somebody has read, and 300. */
  private static final int SIZE = 16 << 20;

  private final TaggedCache<ReadState> states;
  private final ReadMarks marks;
  private final ReadStateQueries queries;

  MemberReadStates(Caches caches, ReadMarks marks, ReadStateQueries queries) {
    this.states = caches.tagged("read_states", LIVE, SIZE, (_, state) -> state.weight());
    this.marks = marks;
    this.queries = queries;
  }

  @Override
  public Unread of(Viewer.Member member) {
    return states.get(key(member.id()), () -> load(member));
  }

  private TaggedCache.Made<ReadState> load(Viewer.Member member) {
    var before = marks.of(member);
    ReadState state = queries.state(member);
    before.forEach(state::read);
    // What was read while it was loaded.
    marks.of(member).forEach(state::read);
    return new TaggedCache.Made<>(
        state, Set.of(Tags.reading(member.id()), Tags.member(member.id())));
  }

  @Override
  public @Nullable Unread ifLocal(Viewer.Member member) {
    return states.find(key(member.id()));
  }

  /** They have the post at that position before them. */
  void read(long member, long topic, int position) {
    ReadState state = states.find(key(member));
    if (state != null) {
      state.read(topic, position);
    }
  }

  private static String key(long member) {
    return Long.toString(member);
  }
}
