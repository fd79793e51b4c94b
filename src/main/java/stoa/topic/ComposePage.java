package stoa.topic;

import java.util.List;
import stoa.base.web.Crumb;
import stoa.base.web.Field;
import stoa.base.web.View;

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
