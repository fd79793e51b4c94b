package stoa.account;

import stoa.access.Access;
import stoa.access.Act;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Removing a member cannot be taken back, so a page asks again. */
final class RemovalPages {
  private final ProfileQueries queries;
  private final Access access;
  private final Accounts accounts;

  RemovalPages(ProfileQueries queries, Access access, Accounts accounts) {
    this.access = access;
    this.queries = queries;
    this.accounts = accounts;
  }

  Answer ask(Visit visit, Request request) {
    long id = request.id();
    Act.MANAGE_MEMBERS.require(!visit.viewer().is(id));
    var member = queries.profile(id).orElseThrow(() -> Refused.notFound());
    if (member.removed()) {
      throw new Refused(new Refusal.Gone());
    }
    return Answer.page(
        new RemovalPage(
            id,
            member.name(),
            Urls.member(member.name()),
            access.rules().badges(member.groups()),
            member.topics(),
            member.posts()));
  }

  Answer remove(Visit visit, Request request) {
    accounts.remove(visit.member(), request.id());
    return Answer.seeOther("/").flash("flash.memberRemoved");
  }
}
