package stoa.topic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.web.Crumb;
import stoa.base.web.View;

/** The reply form on a page of its own: with a quote in it, or with what was wrong. */
record ReplyPage(
    String title, String url, List<Crumb> crumbs, ReplyForm reply, PostRow.@Nullable InReplyTo to)
    implements View {
  ReplyPage {
    crumbs = List.copyOf(crumbs);
  }

  @Override
  public String template() {
    return "topic/reply";
  }
}
