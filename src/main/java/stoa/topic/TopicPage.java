package stoa.topic;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.view.Crumb;
import stoa.base.view.Pager;
import stoa.base.view.View;
import stoa.base.web.FragmentMark;
import stoa.watch.WatchLevel;

/**
 * One page of a topic.
 *
 * @param crumbs from the index down to the topic's board
 * @param reply the form at the page's end; null where this viewer cannot reply, {@code whyNoReply}
 *     then says why
 * @param mayModerate pin and lock
 * @param mark stands around each post's actions, where the page is for many
 * @param level what the member has set for this topic; null for a guest
 */
record TopicPage(
    long id,
    String title,
    String url,
    List<Crumb> crumbs,
    List<Crumb> tags,
    boolean pinned,
    boolean locked,
    @Nullable String acceptedUrl,
    Instant created,
    long replies,
    long views,
    List<PostRow> posts,
    Pager pager,
    @Nullable ReplyForm reply,
    @Nullable Message whyNoReply,
    boolean mayModerate,
    FragmentMark mark,
    @Nullable WatchLevel level)
    implements View {
  TopicPage {
    crumbs = List.copyOf(crumbs);
    tags = List.copyOf(tags);
    posts = List.copyOf(posts);
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
