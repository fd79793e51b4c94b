package stoa.topic;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stoa.access.Access;
import stoa.base.Viewer;
import stoa.base.cache.Tags;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.base.web.Ties;

/** Whether a member wrote or liked something on a topic's page, and how he watches the topic. */
final class TiePages implements Ties {
  private final TieQueries ties;
  private final Access access;
  private final TopicQueries queries;
  private final PageQueries pages;
  private final Site site;

  TiePages(TieQueries ties, Access access, TopicQueries queries, PageQueries pages, Site site) {
    this.ties = ties;
    this.access = access;
    this.queries = queries;
    this.pages = pages;
    this.site = site;
  }

  @Override
  public Tie of(Context context, Viewer.Member member) {
    long topic = Params.id(context);
    int page = Params.page(context);
    long who = member.id();
    var tags = Set.of(Tags.topic(topic), Tags.member(who), Tags.notices(who));
    var found = ties.find(topic, page, member);
    if (found.isEmpty()) {
      return Tie.alone(tags);
    }
    String level = found.get().level().name();
    boolean unread = found.get().unread();
    if (!found.get().some()) {
      return new Tie(false, level, unread, Map.of(), tags);
    }
    return parts(context, topic, page, member)
        .map(parts -> new Tie(false, level, unread, parts, tags))
        .orElse(Tie.alone(tags));
  }

  /**
   * The posts with which he may do more than others, or less; empty where there is a text that only
   * he may read.
   */
  private Optional<Map<Long, byte[]>> parts(
      Context context, long topicId, int page, Viewer.Member member) {
    var topic = access.topic(member, topicId);
    boolean mayReply = Topics.whyNoReply(member, topic, queries.path(topic.boardId())) == null;
    var parts = new HashMap<Long, byte[]>();
    for (PostRow post : pages.posts(topic, page, member, mayReply)) {
      if (!post.sameText()) {
        return Optional.empty();
      }
      if (!post.usual()) {
        parts.put(post.id(), site.part(context, new PostPart(post)));
      }
    }
    return Optional.of(parts);
  }
}
