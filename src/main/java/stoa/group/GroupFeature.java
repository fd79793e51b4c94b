package stoa.group;

import io.prometheus.client.Counter;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import stoa.access.AccessLog;
import stoa.access.Act;
import stoa.access.Deciders;
import stoa.access.ManyMemberships;
import stoa.access.Memberships;
import stoa.account.Passwords;
import stoa.base.view.Menu;
import stoa.base.web.Right;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;

/** Groups and their members, and members' pages for staff. */
public final class GroupFeature implements Feature {
  private final Services services;
  private final Passwords passwords;
  private final LongConsumer endSessions;
  private final GroupQueries groupQueries;
  private final GroupMemberQueries memberQueries;
  private final Groups groups;
  private final GroupMembers members;
  private final GroupPageMaker maker;
  private final Memberships memberships;
  private final ManyMemberships many;
  private final Deciders deciders;
  private final GroupRules rules;
  private final Counter changes;

  /**
   * @param endSessions ends all sessions of a member
   */
  public GroupFeature(Services services, Passwords passwords, LongConsumer endSessions) {
    this.services = services;
    this.passwords = passwords;
    this.endSessions = endSessions;
    var db = services.db();
    var access = services.access();
    var clock = services.clock();
    var log = new AccessLog(clock);
    this.changes =
        Counter.build(
                "forum_group_changes_total",
                "Members who came into a group or left it by its rule, or by their time's end.")
            .labelNames("by")
            .register(services.registry());
    this.memberships = new Memberships(access, log, clock);
    this.many = new ManyMemberships(memberships, log, clock);
    this.deciders = new Deciders(db, access, clock);
    this.groupQueries = new GroupQueries(db, clock);
    this.rules = new GroupRules(db, groupQueries, many, changes.labels("rule"));
    this.memberQueries = new GroupMemberQueries(db, clock);
    this.groups =
        new Groups(db, access, groupQueries, many, log, passwords, services.messages(), clock);
    this.members = new GroupMembers(db, access, deciders, memberships, many, memberQueries);
    this.maker = new GroupPageMaker(access, deciders, groupQueries, memberQueries);
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        Job.every(Duration.ofMinutes(1), "group rules", rules::run),
        Job.every(Duration.ofSeconds(5), "ended memberships", this::endOverdue));
  }

  private void endOverdue() {
    changes.labels("end").inc(many.endOverdue(services.db()));
  }

  @Override
  public void routes(Routes routes) {
    members(routes);
    staff(routes);
    administration(routes);
    groups(routes);
  }

  private void members(Routes routes) {
    var list = new MemberListPages(services.access(), new MemberListQueries(services.db()));
    routes
        .page("/members", Right.orGuest(Act.SEE_PROFILES), list::list)
        .inMenu(Menu.Place.MAIN, 30, "nav.members");
  }

  private void staff(Routes routes) {
    var manager = Right.to(Act.MANAGE_MEMBERS);
    var clock = services.clock();
    var queries = new MemberQueries(services.db(), clock);
    var member =
        new MemberAdminPages(services.access(), deciders, queries, members, endSessions, clock);
    routes.page("/admin/members/{id}", manager, member::show);
    routes.form("/admin/members/{id}/groups", manager, member::put);
    routes.form("/admin/members/{id}/groups/{group}/remove", manager, member::remove);
    routes.form("/admin/members/{id}/sessions/end", manager, member::endSessions);
  }

  private void administration(Routes routes) {
    var manager = Right.to(Act.MANAGE_MEMBERS);
    var admin = new GroupAdminPages(services.access(), groupQueries, groups, maker);
    routes
        .page("/admin/groups", manager, admin::list)
        .inMenu(Menu.Place.ADMINISTRATION, 15, "groups.title");
    routes.form("/admin/groups", manager, admin::create);
    routes.page("/admin/groups/{id}", manager, admin::show);
    routes.form("/admin/groups/{id}", manager, admin::change);
    routes.page("/admin/groups/{id}/remove", manager, admin::ask);
    routes.form("/admin/groups/{id}/remove", manager, admin::remove);
  }

  /** Who decides about a group's members is asked in each of these. */
  private void groups(Routes routes) {
    var member = Right.MEMBER;
    var names = new NameList(memberQueries);
    var pages =
        new GroupPages(
            services.access(),
            groupQueries,
            members,
            new GroupPasswords(services, groupQueries, memberships, passwords),
            names,
            maker,
            services.clock());
    routes.page("/groups", member, pages::list);
    routes.page("/groups/{id}", member, pages::show);
    routes.form("/groups/{id}/ask", member, pages::ask);
    routes.form("/groups/{id}/join", member, pages::join);
    routes.form("/groups/{id}/withdraw", member, pages::withdraw);
    routes.form("/groups/{id}/leave", member, pages::leave);
    routes.form("/groups/{id}/members", member, pages::add);
    routes.form("/groups/{id}/members/from", member, pages::addAll);
    routes.form("/groups/{id}/members/{account}/remove", member, pages::remove);
    routes.form("/groups/{id}/members/{account}/leader", member, pages::lead);
    routes.form("/groups/{id}/requests/{account}/accept", member, pages::accept);
    routes.form("/groups/{id}/requests/{account}/refuse", member, pages::refuse);
  }
}
