package stoa.topic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Crumb;
import stoa.base.view.View;

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
