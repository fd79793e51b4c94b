package stoa.topic;

import java.util.List;
import stoa.base.view.Crumb;
import stoa.base.view.Field;
import stoa.base.view.View;

/** The form of a new topic. */
record ComposePage(
    String boardTitle,
    String boardUrl,
    String action,
    List<Crumb> crumbs,
    Field title,
    Field tags,
    Field body,
    String once)
    implements View {
  ComposePage {
    crumbs = List.copyOf(crumbs);
  }

  @Override
  public String template() {
    return "topic/compose";
  }
}
