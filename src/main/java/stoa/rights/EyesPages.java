package stoa.rights;

import java.util.HashSet;
import java.util.Set;
import stoa.access.Access;
import stoa.access.GroupKind;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Text;
import stoa.base.web.Answer;
import stoa.base.web.CookieChange;
import stoa.base.web.Eyes;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Looking at the forum through others' eyes: a guest's, a group's, a member's. */
final class EyesPages {
  private final Access access;
  private final RightsQueries queries;

  EyesPages(Access access, RightsQueries queries) {
    this.access = access;
    this.queries = queries;
  }

  /** A name counts more than a group. */
  Answer begin(Visit visit, Request request) {
    String name = request.form().line("name");
    var eyes = name.isEmpty() ? ofGroup(request) : ofMember(name);
    return Answer.seeOther("/").with(CookieChange.eyes(eyes));
  }

  private Eyes ofMember(String name) {
    var member =
        queries
            .member(Text.key(name))
            .orElseThrow(
                () -> new Refused(new Refusal.Malformed(Message.of("rights.unknownMember"))));
    return Eyes.of(access.rules(), member.groups(), member.name());
  }

  private Eyes ofGroup(Request request) {
    var rules = access.rules();
    var group = request.form().number("group").flatMap(rules::group).orElseThrow(Refused::notFound);
    var groups = new HashSet<>(Set.of(group.id()));
    if (group.kind() != GroupKind.GUESTS) {
      groups.add(GroupKind.MEMBERS.id());
    }
    return Eyes.of(rules, groups, "");
  }

  Answer end(Visit visit, Request request) {
    return Answer.seeOther("/admin/rights").with(CookieChange.ownEyes());
  }
}
