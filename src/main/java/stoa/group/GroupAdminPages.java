package stoa.group;

import java.util.Optional;
import stoa.access.Access;
import stoa.access.Group;
import stoa.access.GroupKind;
import stoa.access.Viewer;
import stoa.base.Refused;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Where administrators make, change and remove groups. */
final class GroupAdminPages {
  private static final String HOME = "/admin/groups";

  private final Access access;
  private final GroupQueries queries;
  private final Groups groups;
  private final GroupPageMaker maker;

  GroupAdminPages(Access access, GroupQueries queries, Groups groups, GroupPageMaker maker) {
    this.access = access;
    this.queries = queries;
    this.groups = groups;
    this.maker = maker;
  }

  Answer list(Visit visit, Request request) {
    return Answer.page(page(visit.member(), GroupForm.EMPTY));
  }

  private GroupsPage page(Viewer.Member viewer, GroupForm form) {
    return new GroupsPage(new GroupRows(access, queries).all(viewer), form);
  }

  Answer create(Visit visit, Request request) {
    var form = GroupForm.of(request.form(), false);
    if (form.wrong()) {
      return Answer.again(page(visit.member(), form));
    }
    Optional<Long> made = groups.create(visit.viewer(), form.wanted(), password(request));
    return made.<Answer>map(id -> Answer.seeOther(HOME + "/" + id).flash("flash.groupMade"))
        .orElseGet(() -> Answer.again(page(visit.member(), form.nameTaken())));
  }

  private static String password(Request request) {
    return request.form().secret("password");
  }

  Answer show(Visit visit, Request request) {
    return Answer.page(maker.page(visit.viewer(), request, GroupPageMaker.Filled.NOTHING));
  }

  Answer change(Visit visit, Request request) {
    var group = maker.group(visit.viewer(), request.id());
    return switch (group.kind()) {
      case OWN -> changeOwn(visit, request, group);
      case NEW -> changeNew(visit, request, group);
      case GUESTS, MEMBERS, MODERATORS, ADMINISTRATORS, BOARD -> throw Refused.notFound();
    };
  }

  private Answer changeOwn(Visit visit, Request request, Group group) {
    var form = GroupForm.of(request.form(), maker.row(group.id()).passwordSet());
    if (form.wrong()) {
      return again(visit, request, form);
    }
    if (form.joining() == Joining.PASSWORD && access.rules().raises(group.id())) {
      return again(visit, request, form.tooMuchForPassword());
    }
    if (!groups.change(visit.viewer(), group.id(), form.wanted(), password(request))) {
      return again(visit, request, form.nameTaken());
    }
    return saved(group);
  }

  private Answer changeNew(Visit visit, Request request, Group group) {
    var form = GroupForm.of(request.form(), false);
    if (form.ruleWrong()) {
      return again(visit, request, form);
    }
    groups.changeNew(visit.viewer(), form.rule());
    return saved(group);
  }

  private Answer again(Visit visit, Request request, GroupForm form) {
    return Answer.again(maker.page(visit.viewer(), request, GroupPageMaker.Filled.settings(form)));
  }

  private static Answer saved(Group group) {
    return Answer.seeOther(HOME + "/" + group.id()).flash("flash.groupsSaved");
  }

  Answer ask(Visit visit, Request request) {
    var group = own(visit, request);
    int members = queries.sizes().getOrDefault(group.id(), 0);
    return Answer.page(new RemovalPage(group, members, access.rules().boardsNaming(group.id())));
  }

  Answer remove(Visit visit, Request request) {
    groups.remove(visit.viewer(), own(visit, request).id());
    return Answer.seeOther(HOME).flash("flash.groupRemoved");
  }

  private Group own(Visit visit, Request request) {
    var group = maker.group(visit.viewer(), request.id());
    if (group.kind() != GroupKind.OWN) {
      throw Refused.notFound();
    }
    return group;
  }
}
