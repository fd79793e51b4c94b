package stoa.group;

import java.util.function.LongConsumer;
import stoa.access.AccessLog;
import stoa.access.Act;
import stoa.access.Deciders;
import stoa.access.Memberships;
import stoa.base.web.Right;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Services;

/** Groups and their members, and members' pages for staff. */
public final class GroupFeature implements Feature {
  private final Services services;
  private final LongConsumer endSessions;
  private final MemberQueries queries;
  private final GroupMembers members;

  /**
   * @param endSessions ends all sessions of a member
   */
  public GroupFeature(Services services, LongConsumer endSessions) {
    this.services = services;
    this.endSessions = endSessions;
    var db = services.db();
    var access = services.access();
    var clock = services.clock();
    var memberships = new Memberships(access, new AccessLog(clock), clock);
    this.queries = new MemberQueries(db, clock);
    this.members = new GroupMembers(db, new Deciders(db, access, clock), memberships);
  }

  @Override
  public void routes(Routes routes) {
    var manager = Right.to(Act.MANAGE_MEMBERS);
    var member =
        new MemberAdminPages(services.access(), queries, members, endSessions, services.clock());
    routes.page("/admin/members/{id}", manager, member::show);
    routes.form("/admin/members/{id}/groups", manager, member::put);
    routes.form("/admin/members/{id}/groups/{group}/remove", manager, member::remove);
    routes.form("/admin/members/{id}/sessions/end", manager, member::endSessions);
  }
}
