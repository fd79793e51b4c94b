package stoa.group;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Group;
import stoa.base.view.View;

/**
 * All groups that somebody is told of.
 *
 * @param create for administrators alone
 */
record GroupsPage(List<Row> rows, @Nullable GroupForm create) implements View {
  GroupsPage {
    rows = List.copyOf(rows);
  }

  /**
   * @param url of the page where they see it, or change it
   * @param waiting how many wait to be let in, for those who decide that
   */
  record Row(
      Group group,
      String about,
      Joining joining,
      int members,
      String url,
      GroupPage.Standing mine,
      int waiting) {
    /** As the macro of badges takes them. */
    public List<Group> badges() {
      return group.badge().isEmpty() ? List.of() : List.of(group);
    }
  }

  @Override
  public String template() {
    return create == null ? "group/groups" : "group/admin";
  }
}
