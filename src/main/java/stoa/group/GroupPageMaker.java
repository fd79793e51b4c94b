package stoa.group;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.AccessRules;
import stoa.access.Act;
import stoa.access.Deciders;
import stoa.access.Group;
import stoa.access.GroupKind;
import stoa.access.Viewer;
import stoa.base.Paging;
import stoa.base.Refused;
import stoa.base.Text;
import stoa.base.view.Field;
import stoa.base.view.Pager;
import stoa.base.view.Urls;
import stoa.base.web.Request;

/** Makes the page of a group: for administrators, for its leaders, and for everybody. */
final class GroupPageMaker {
  private final Access access;
  private final Deciders deciders;
  private final GroupQueries groups;
  private final GroupMemberQueries members;

  GroupPageMaker(
      Access access, Deciders deciders, GroupQueries groups, GroupMemberQueries members) {
    this.access = access;
    this.deciders = deciders;
    this.groups = groups;
    this.members = members;
  }

  /**
   * What of the page a form has filled in.
   *
   * @param settings null for the group as it is
   */
  record Filled(@Nullable GroupForm settings, GroupPage.AddForm add, Field reason, Field password) {
    static final Filled NOTHING =
        new Filled(null, GroupPage.AddForm.EMPTY, Field.EMPTY, Field.EMPTY);

    static Filled settings(GroupForm form) {
      return new Filled(form, GroupPage.AddForm.EMPTY, Field.EMPTY, Field.EMPTY);
    }

    static Filled add(GroupPage.AddForm form) {
      return new Filled(null, form, Field.EMPTY, Field.EMPTY);
    }

    static Filled reason(Field reason) {
      return new Filled(null, GroupPage.AddForm.EMPTY, reason, Field.EMPTY);
    }

    static Filled password(Field password) {
      return new Filled(null, GroupPage.AddForm.EMPTY, Field.EMPTY, password);
    }
  }

  /** Where the group's page is for them. */
  static String home(Viewer viewer, long id) {
    return (Act.MANAGE_MEMBERS.allowedTo(viewer) ? "/admin/groups/" : "/groups/") + id;
  }

  /**
   * A group that they are told of.
   *
   * @throws Refused as not found where there is none
   */
  Group group(Viewer viewer, long id) {
    return access
        .rules()
        .group(id)
        .filter(one -> one.hasRows() && one.shownTo(viewer))
        .orElseThrow(Refused::notFound);
  }

  /**
   * A group whose page they see: one that they are told of, or one that they could join by its
   * password, since somebody gave them the address.
   *
   * @throws Refused as not found where it is neither
   */
  Group opened(Viewer viewer, long id) {
    return access
        .rules()
        .group(id)
        .filter(one -> one.hasRows() && (one.shownTo(viewer) || mayJoin(access.rules(), row(id))))
        .orElseThrow(Refused::notFound);
  }

  private static boolean mayJoin(AccessRules rules, GroupQueries.Row row) {
    return row.joining() == Joining.PASSWORD && !rules.raises(row.id());
  }

  GroupQueries.Row row(long id) {
    var row = groups.all().get(id);
    if (row == null) {
      throw Refused.notFound();
    }
    return row;
  }

  GroupPage page(Viewer viewer, Request request, Filled filled) {
    var group = opened(viewer, request.id());
    var row = row(group.id());
    boolean manages = Act.MANAGE_MEMBERS.allowedTo(viewer);
    boolean decides = deciders.decides(viewer, group.id());
    return new GroupPage(
        group,
        group.shownTo(viewer) ? row : row.untold(),
        standing(viewer, group, row),
        filled.reason(),
        filled.password(),
        manages ? settings(group, row, filled.settings()) : null,
        decides ? members(viewer, request, group, filled.add()) : null);
  }

  private static GroupPage.Settings settings(
      Group group, GroupQueries.Row row, @Nullable GroupForm filled) {
    return new GroupPage.Settings(
        filled == null ? GroupForm.of(group, row) : filled,
        group.kind() == GroupKind.OWN,
        group.kind() == GroupKind.NEW);
  }

  private GroupPage.Standing standing(Viewer viewer, Group group, GroupQueries.Row row) {
    if (!(viewer instanceof Viewer.Member member)) {
      return GroupPage.Standing.NONE;
    }
    boolean leads = groups.ledBy(member.id()).contains(group.id());
    boolean asked = groups.askedBy(member.id()).contains(group.id());
    return standing(access.rules(), member, group, row, leads, asked);
  }

  static GroupPage.Standing standing(
      AccessRules rules,
      Viewer.Member member,
      Group group,
      GroupQueries.Row row,
      boolean leads,
      boolean asked) {
    boolean in = member.groups().contains(group.id());
    return new GroupPage.Standing(
        in,
        leads,
        asked,
        !in && !asked && row.joining() == Joining.REQUEST,
        !in && mayJoin(rules, row),
        row.joining() == Joining.PASSWORD && rules.raises(row.id()),
        in && GroupMembers.mayLeave(rules, group, row.joining()));
  }

  private GroupPage.Members members(
      Viewer viewer, Request request, Group group, GroupPage.AddForm add) {
    String asked = request.isGet() ? request.query("q") : null;
    String begin = asked == null ? "" : Text.cleanLine(asked);
    int page = request.isGet() ? request.page() : 1;
    var listed = Listed.of(page, members.count(group.id(), begin, Listed.MOST + 1));
    String base = home(viewer, group.id());
    String query = begin.isEmpty() ? "?page=" : "?q=" + Urls.encoded(begin) + "&page=";
    return new GroupPage.Members(
        base,
        begin,
        listed.count(),
        listed.more(),
        members.members(group.id(), begin, listed.from(), Listed.PAGE),
        new Pager(listed.paging(), base, query),
        add,
        Act.MANAGE_MEMBERS.allowedTo(viewer),
        others(viewer, group),
        members.waiting(group.id()));
  }

  private List<Group> others(Viewer viewer, Group group) {
    if (group.kind() == GroupKind.ADMINISTRATORS) {
      return List.of(); // they are made one by one
    }
    return access.rules().groups().stream()
        .filter(one -> one.hasRows() && one.id() != group.id() && one.shownTo(viewer))
        .toList();
  }

  /**
   * A page of a list of which no more than a hundred can be turned to.
   *
   * @param count of all; one above {@link #MOST} where there are more
   */
  record Listed(Paging paging, int count) {
    static final int PAGE = 50;
    static final int MOST = 100 * PAGE;

    /**
     * @throws Refused as not found where there is no such page
     */
    static Listed of(int page, int count) {
      var paging = Paging.of(page, Math.min(count, MOST), PAGE);
      if (page > paging.pages()) {
        throw Refused.notFound();
      }
      return new Listed(paging, Math.min(count, MOST + 1));
    }

    boolean more() {
      return count > MOST;
    }

    int from() {
      return (paging.page() - 1) * PAGE;
    }
  }
}
