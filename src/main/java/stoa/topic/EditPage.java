package stoa.topic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Crumb;
import stoa.base.view.Field;
import stoa.base.view.View;

/**
 * The form that changes a post.
 *
 * @param title the topic's title, where the post is the topic's first; null otherwise
 * @param version the number of edits the text was read at: a later one by somebody else is not
 *     overwritten
 * @param theirs the text as somebody saved it meanwhile; null without a conflict
 */
record EditPage(
    String topicTitle,
    String topicUrl,
    String postUrl,
    String action,
    List<Crumb> crumbs,
    @Nullable Field title,
    @Nullable Field tags,
    Field body,
    int version,
    @Nullable String theirs)
    implements View {
  EditPage {
    crumbs = List.copyOf(crumbs);
  }

  @Override
  public String template() {
    return "topic/edit";
  }
}
