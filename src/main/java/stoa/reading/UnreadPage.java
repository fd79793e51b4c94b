package stoa.reading;

import java.util.List;
import stoa.base.view.Pager;
import stoa.base.view.View;

/**
 * What a member has not read.
 *
 * @param upTo the time of the newest post that it lists, in microseconds: what came after that is
 *     not marked as read by a button on this page
 */
record UnreadPage(List<UnreadRow> topics, Pager pager, long upTo) implements View {
  UnreadPage {
    topics = List.copyOf(topics);
  }

  @Override
  public String template() {
    return "reading/unread";
  }
}
