package stoa.topic;

import org.jspecify.annotations.Nullable;
import stoa.base.view.Field;
import stoa.base.view.View;

/**
 * The form of a topic or a reply while the database is away: what is needed to write one, and
 * nothing about where it goes but the address.
 *
 * @param opening fields of a new topic; null for a reply
 * @param reply null for a new topic
 */
record AwayPage(@Nullable Opening opening, @Nullable ReplyForm reply, String back) implements View {
  record Opening(String action, Field title, Field tags, Field body, String once) {}

  static AwayPage topic(String board, DraftForm form) {
    String url = stoa.base.view.Urls.board(board);
    return new AwayPage(
        new Opening(url + "/new", form.title(), form.tags(), form.body(), form.once()), null, url);
  }

  static AwayPage reply(long topic, Field body, String parent, String once) {
    String url = "/t/" + topic;
    return new AwayPage(null, new ReplyForm(url + "/reply", body, parent, once), url);
  }

  /** Whether a post is answered whose words cannot be brought. */
  public boolean quoting() {
    return reply != null && !reply.parent().isEmpty();
  }

  @Override
  public String template() {
    return "topic/away";
  }
}
