package stoa.topic;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.web.Urls;

/** A topic without its posts, as the handlers and the verbs need it. */
record TopicHead(
    long id,
    long boardId,
    @Nullable Long authorId,
    String title,
    String slug,
    Instant created,
    int postCount,
    int replyCount,
    long views,
    boolean pinned,
    boolean locked,
    @Nullable Long acceptedPostId,
    @Nullable Instant deleted,
    @Nullable Long deletedBy,
    boolean held,
    List<String> tags) {
  TopicHead {
    tags = List.copyOf(tags);
  }

  String url() {
    return Urls.topic(id, slug);
  }

  /**
   * Waiting topics can be read by their author, too. Deleted topics can still be read by moderators
   * and by the author who deleted his own.
   */
  boolean readableBy(Viewer viewer) {
    return deleted == null
        || viewer.mayModerate()
        || (authorId != null && viewer.is(authorId) && (held || authorId.equals(deletedBy)));
  }

  /**
   * The topic itself, for whom may read it.
   *
   * @throws Refused as gone
   */
  TopicHead readFor(Viewer viewer) {
    if (!readableBy(viewer)) {
      throw new Refused(new Refusal.Gone());
    }
    return this;
  }
}
