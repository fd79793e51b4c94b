package stoa.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Field;
import stoa.base.view.View;

/**
 * How mail is doing, for administrators.
 *
 * @param server false where none is set
 * @param trial what the servers said in a test; null before one
 */
record MailPage(
    boolean server,
    boolean failing,
    int waiting,
    int sent,
    int skipped,
    List<Failed> failed,
    Field to,
    @Nullable Trial trial)
    implements View {
  MailPage {
    failed = List.copyOf(failed);
  }

  record Failed(
      long id,
      String member,
      String kind,
      String state,
      int attempts,
      String fault,
      Instant created) {}

  record Trial(boolean good, String dialogue) {}

  @Override
  public String template() {
    return "mail/admin";
  }
}
