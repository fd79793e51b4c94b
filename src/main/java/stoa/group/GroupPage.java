package stoa.group;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Group;
import stoa.base.view.Field;
import stoa.base.view.Pager;
import stoa.base.view.View;

/**
 * A group, as it is to be seen by whoever asks.
 *
 * @param settings for administrators alone
 * @param members for those who decide who is in it
 */
record GroupPage(
    Group group,
    GroupQueries.Row row,
    Standing mine,
    Field reason,
    Field password,
    @Nullable Settings settings,
    @Nullable Members members)
    implements View {

  /**
   * What a member is to a group, and may do by themselves.
   *
   * @param closed whether its password lets nobody in, for the rights that its members have
   */
  record Standing(
      boolean in,
      boolean leads,
      boolean asked,
      boolean mayAsk,
      boolean mayJoin,
      boolean closed,
      boolean mayLeave) {
    static final Standing NONE = new Standing(false, false, false, false, false, false, false);
  }

  record Settings(GroupForm form, boolean own, boolean ofNew) {}

  /**
   * @param base the address that the list's pages have
   * @param more whether there are more than can be turned to
   * @param others groups whose members may be put into this one
   */
  record Members(
      String base,
      String begin,
      int count,
      boolean more,
      List<GroupMemberQueries.Row> rows,
      Pager pager,
      AddForm add,
      boolean addresses,
      List<Group> others,
      List<GroupMemberQueries.Waiting> waiting) {
    Members {
      rows = List.copyOf(rows);
      others = List.copyOf(others);
      waiting = List.copyOf(waiting);
    }
  }

  /** Puts members into it by their names. */
  record AddForm(Field names, Field until, boolean leader) {
    static final AddForm EMPTY = new AddForm(Field.EMPTY, Field.EMPTY, false);
  }

  @Override
  public String template() {
    return "group/group";
  }
}
