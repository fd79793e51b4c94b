package stoa.topic;

import java.util.List;
import stoa.base.view.Pager;
import stoa.base.view.View;

/**
 * Topics across boards.
 *
 * @param kind "latest", "top" or "tag"
 * @param period of "top": "week", "month", "year" or "all"; empty otherwise
 * @param tag the tag's name where kind is "tag"; empty otherwise
 */
record TopicListPage(String kind, String period, String tag, List<TopicRow> topics, Pager pager)
    implements View {
  TopicListPage {
    topics = List.copyOf(topics);
  }

  @Override
  public String template() {
    return "topic/list";
  }
}
