package stoa.account;

import java.util.Arrays;
import java.util.Locale;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Role;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Makes members moderators and administrators, from their profiles. */
final class RolePages {
  private final ProfileQueries profiles;
  private final Roles roles;

  RolePages(ProfileQueries profiles, Roles roles) {
    this.profiles = profiles;
    this.roles = roles;
  }

  Answer give(Visit visit, Request request) {
    var member = profiles.profile(request.id()).orElseThrow(Refused::notFound);
    roles.give(visit.member(), member.id(), role(request.form().line("role")));
    return Answer.seeOther(Urls.member(member.name())).flash("flash.roleGiven");
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new Refused(new Refusal.Malformed(Message.of("account.unknownRole"))));
  }
}
