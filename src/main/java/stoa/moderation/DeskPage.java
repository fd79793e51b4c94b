package stoa.moderation;

import java.time.Instant;
import java.util.List;
import stoa.base.view.Author;
import stoa.base.view.Pager;
import stoa.base.view.View;

/** Posts that are pending a moderator's decision, the longest waiting first. */
record DeskPage(long count, List<Item> items, Pager pager) implements View {
  DeskPage {
    items = List.copyOf(items);
  }

  /**
   * @param pending whether it is out of sight; otherwise it was flagged
   * @param html as readers see it, sanitized
   */
  record Item(
      long id,
      String url,
      String topicTitle,
      String boardTitle,
      Author author,
      String html,
      Instant at,
      boolean pending,
      List<HitLine> hits) {
    Item {
      hits = List.copyOf(hits);
    }
  }

  record HitLine(String word, String action, String excerpt) {}

  @Override
  public String template() {
    return "moderation/desk";
  }
}
