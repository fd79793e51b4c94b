package stoa.topic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.TopicHead;
import stoa.base.Message;
import stoa.base.view.Crumb;
import stoa.base.view.Pager;
import stoa.base.view.Urls;
import stoa.base.view.View;
import stoa.base.web.FragmentMark;
import stoa.watch.WatchLevel;

/**
 * One page of a topic.
 *
 * @param mark stands around each post's actions, where the page is for many
 */
record TopicPage(Head topic, List<PostRow> posts, Pager pager, FragmentMark mark, Own own)
    implements View {
  TopicPage {
    posts = List.copyOf(posts);
  }

  /**
   * The topic itself.
   *
   * @param crumbs from the index down to the topic's board
   */
  record Head(
      long id,
      String title,
      List<Crumb> crumbs,
      List<Crumb> tags,
      boolean pinned,
      boolean locked,
      @Nullable String acceptedUrl,
      long replies,
      long views) {
    Head {
      crumbs = List.copyOf(crumbs);
      tags = List.copyOf(tags);
    }

    static Head of(TopicHead topic, List<Crumb> crumbs) {
      Long accepted = topic.acceptedPostId();
      return new Head(
          topic.id(),
          topic.title(),
          crumbs,
          TopicLists.crumbs(topic.tags()),
          topic.pinned(),
          topic.locked(),
          accepted == null ? null : Urls.post(accepted),
          topic.replyCount(),
          topic.views());
    }
  }

  /**
   * What stands there for this viewer.
   *
   * @param reply the form at the page's end; null where this viewer cannot reply, {@code
   *     whyNoReply} then says why
   * @param mayPin unpin, too
   * @param mayLock unlock, too
   * @param level what the member has set for this topic; null for a guest
   */
  record Own(
      @Nullable ReplyForm reply,
      @Nullable Message whyNoReply,
      boolean mayPin,
      boolean mayLock,
      boolean mayMove,
      @Nullable WatchLevel level) {
    /** Whether there is anything. */
    public boolean mayModerate() {
      return mayPin || mayLock || mayMove;
    }
  }

  /** The posts, deleted ones that follow each other as one. */
  public List<PostLine> lines() {
    return PostLine.of(posts);
  }

  @Override
  public String template() {
    return "topic/topic";
  }
}
