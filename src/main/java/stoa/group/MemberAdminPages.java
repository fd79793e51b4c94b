package stoa.group;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.Deciders;
import stoa.access.Group;
import stoa.access.GroupKind;
import stoa.access.Memberships;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.view.Field;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** A member's page for staff: their groups and sessions. */
final class MemberAdminPages {
  private final Access access;
  private final Deciders deciders;
  private final MemberQueries queries;
  private final GroupMembers members;
  private final LongConsumer endSessions;
  private final InstantSource clock;

  /**
   * @param endSessions ends all sessions of a member
   */
  MemberAdminPages(
      Access access,
      Deciders deciders,
      MemberQueries queries,
      GroupMembers members,
      LongConsumer endSessions,
      InstantSource clock) {
    this.access = access;
    this.deciders = deciders;
    this.queries = queries;
    this.members = members;
    this.endSessions = endSessions;
    this.clock = clock;
  }

  Answer show(Visit visit, Request request) {
    return Answer.page(page(visit.viewer(), member(request), MemberPage.PutForm.EMPTY));
  }

  Answer put(Visit visit, Request request) {
    var member = member(request);
    var form = request.form();
    var until = LastDay.of(form.line("until"), clock.instant());
    boolean leader = form.has("leader");
    var group = chosen(visit.viewer(), form.number("group"));
    if (group.isEmpty() || until.wrong()) {
      var choice =
          group.isEmpty()
              ? new Field("", Message.of("groups.choose"))
              : Field.of(Long.toString(group.get().id()));
      var again = new MemberPage.PutForm(choice, until.field(), leader);
      return Answer.again(page(visit.viewer(), member, again));
    }
    var term = new Memberships.Term(until.end(), leader);
    members.put(visit.viewer(), group.get().id(), List.of(member.id()), term);
    return saved(member);
  }

  private Optional<Group> chosen(Viewer viewer, Optional<Long> id) {
    return id.flatMap(access.rules()::group).filter(group -> mayChoose(viewer, group));
  }

  private boolean mayChoose(Viewer viewer, Group group) {
    boolean manages = access.rules().manages(group.id());
    return group.hasRows() && (!manages || Act.ADMINISTER.allowedTo(viewer));
  }

  Answer remove(Visit visit, Request request) {
    var member = member(request);
    members.remove(visit.viewer(), request.number("group"), List.of(member.id()));
    return saved(member);
  }

  Answer endSessions(Visit visit, Request request) {
    var member = member(request);
    deciders.requireOver(visit.viewer(), member.id());
    endSessions.accept(member.id());
    return Answer.seeOther(url(member)).flash("flash.sessionsEnded");
  }

  private static Answer saved(MemberQueries.Facts member) {
    return Answer.seeOther(url(member)).flash("flash.groupsSaved");
  }

  private static String url(MemberQueries.Facts member) {
    return "/admin/members/" + member.id();
  }

  private MemberQueries.Facts member(Request request) {
    var member = queries.facts(request.id()).orElseThrow(Refused::notFound);
    if (member.removed()) {
      throw new Refused(new Refusal.Gone());
    }
    return member;
  }

  private MemberPage page(Viewer viewer, MemberQueries.Facts member, MemberPage.PutForm form) {
    var rules = access.rules();
    boolean own = viewer.is(member.id());
    var groups =
        queries.memberships(member.id()).stream()
            .flatMap(
                one -> rules.group(one.group()).map(group -> in(viewer, own, group, one)).stream())
            .toList();
    var choices = rules.groups().stream().filter(group -> mayChoose(viewer, group)).toList();
    return new MemberPage(member, groups, queries.sessions(member.id()), choices, form, own);
  }

  private MemberPage.In in(Viewer viewer, boolean own, Group group, MemberQueries.Membership one) {
    boolean ownRight = own && group.kind() == GroupKind.ADMINISTRATORS;
    return new MemberPage.In(
        group,
        one.since(),
        one.until(),
        one.leader(),
        one.by(),
        mayChoose(viewer, group) && !ownRight);
  }
}
