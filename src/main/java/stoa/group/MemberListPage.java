package stoa.group;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Group;
import stoa.base.view.Pager;
import stoa.base.view.View;

/**
 * All members, or those that were looked for.
 *
 * @param begin of their names
 * @param group that they are in; null for all
 * @param more whether there are more than can be turned to
 * @param staff whether the viewer manages members
 */
record MemberListPage(
    List<Row> rows,
    String begin,
    @Nullable Group group,
    List<Group> groups,
    boolean newest,
    String byName,
    String byJoined,
    boolean more,
    boolean staff,
    Pager pager)
    implements View {
  MemberListPage {
    rows = List.copyOf(rows);
    groups = List.copyOf(groups);
  }

  record Row(long id, String name, String url, List<Group> badges, Instant joined, long posts) {
    Row {
      badges = List.copyOf(badges);
    }
  }

  public boolean chosen(Group one) {
    return group != null && group.id() == one.id();
  }

  @Override
  public String template() {
    return "group/members";
  }
}
