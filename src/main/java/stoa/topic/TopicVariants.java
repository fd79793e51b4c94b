package stoa.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stoa.access.Access;
import stoa.access.Viewer;
import stoa.base.view.View;
import stoa.base.web.Request;
import stoa.base.web.Variant;
import stoa.base.web.Variants;
import stoa.base.web.Visit;
import stoa.event.Tags;

/** Whether a member wrote or liked something on a topic's page, and how they watch the topic. */
final class TopicVariants implements Variants {
  private final TopicVariantQueries ties;
  private final Access access;
  private final TopicQueries queries;
  private final PageQueries pages;

  TopicVariants(TopicVariantQueries ties, Access access, TopicQueries queries, PageQueries pages) {
    this.ties = ties;
    this.access = access;
    this.queries = queries;
    this.pages = pages;
  }

  @Override
  public Variant of(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    long topic = request.id();
    int page = request.page();
    long who = member.id();
    var tags = Set.of(Tags.topic(topic), Tags.member(who), Tags.notifications(who));
    var found = ties.find(topic, page, member);
    if (found.isEmpty()) {
      return Variant.alone(tags);
    }
    String level = found.get().level().name();
    boolean unread = found.get().unread();
    if (!found.get().some()) {
      return new Variant(false, level, unread, Map.of(), tags);
    }
    return parts(topic, page, member)
        .map(parts -> new Variant(false, level, unread, parts, tags))
        .orElse(Variant.alone(tags));
  }

  /**
   * The posts with which they may do more than others, or less; empty where there is a text that
   * only they may read.
   */
  private Optional<Map<Long, View>> parts(long topicId, int page, Viewer.Member member) {
    var topic = access.topic(member, topicId);
    var path = queries.path(member, topic.boardId());
    boolean mayReply = Topics.whyNoReply(member, topic, path) == null;
    var parts = new HashMap<Long, View>();
    for (PostRow post : pages.posts(topic, page, member, mayReply)) {
      if (!post.body().isShared()) {
        return Optional.empty();
      }
      if (!post.isShared()) {
        parts.put(post.id(), new PostPart(post));
      }
    }
    return Optional.of(parts);
  }
}
