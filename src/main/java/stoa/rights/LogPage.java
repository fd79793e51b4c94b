package stoa.rights;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.AccessLog;
import stoa.access.Group;
import stoa.base.view.Pager;
import stoa.base.view.Urls;
import stoa.base.view.View;

/**
 * What was changed of groups and rights, the newest first.
 *
 * @param board whose changes are shown; empty for all
 */
record LogPage(String board, List<Row> rows, Pager pager) implements View {
  LogPage {
    rows = List.copyOf(rows);
  }

  /**
   * A change.
   *
   * @param by empty where the operator did it, a rule or an end
   * @param board empty for the site
   * @param group null where it is gone
   * @param goneGroup the name that a group had which is gone; empty where it had none of its own
   * @param gone whether the board or the group is
   * @param was as it is kept
   */
  record Row(
      long id,
      Instant at,
      String by,
      AccessLog.What what,
      String board,
      @Nullable Group group,
      String member,
      String was,
      String becomes,
      boolean undoes,
      String goneGroup,
      boolean gone,
      boolean mayUndo) {
    public String memberUrl() {
      return Urls.member(member);
    }
  }

  @Override
  public String template() {
    return "rights/log";
  }
}
