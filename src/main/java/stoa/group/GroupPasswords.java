package stoa.group;

import java.time.Duration;
import stoa.access.Access;
import stoa.access.Memberships;
import stoa.access.Viewer;
import stoa.account.Passwords;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.db.Db;
import stoa.base.http.Source;
import stoa.base.web.RateLimits;
import stoa.feature.Services;

/**
 * Lets into a group whoever knows its password. Guesses count for the member over all groups, so
 * that nobody goes on at the next, and for where they come from, so that nobody goes on as another
 * member. They do not count for the group: anybody could lock all others out of it.
 */
final class GroupPasswords {
  private final Db db;
  private final Access access;
  private final RateLimits rates;
  private final GroupQueries queries;
  private final Memberships memberships;
  private final Passwords passwords;
  private final RateLimits.Rule ofMember;
  private final RateLimits.Rule fromAddress;

  GroupPasswords(
      Services services, GroupQueries queries, Memberships memberships, Passwords passwords) {
    this.db = services.db();
    this.access = services.access();
    this.rates = services.rates();
    this.queries = queries;
    this.memberships = memberships;
    this.passwords = passwords;
    var limits = services.settings().limits();
    this.ofMember =
        rates.rule("group_password_member", limits.loginFailures(), Duration.ofMinutes(15));
    this.fromAddress =
        rates.rule("group_password_address", limits.accountFailures(), Duration.ofDays(1));
  }

  /**
   * Puts the member into a group; false where that is not its password. Who is in it stays so.
   *
   * @throws Refused as not found where it is not joined so, as forbidden where its members may more
   *     than others, as too fast where there were too many guesses
   */
  boolean join(Viewer viewer, long group, Source source, String password) {
    Viewer.Member member = viewer.member();
    if (member.groups().contains(group)) {
      return true;
    }
    String hash = queries.passwordHash(group).orElseThrow(Refused::notFound);
    if (access.rules().raises(group)) {
      throw new Refused(new Refusal.Forbidden(Message.of("groups.raised")));
    }
    if (password.isEmpty() || !matches(member, source, password, hash)) {
      return false;
    }
    return db.write(tx -> {
      boolean still = queries.isPassword(tx, group, hash);
      if (still) {
        memberships.join(tx, group, member.id());
      }
      return still;
    });
  }

  /** A wrong password counts, a right one does not. */
  private boolean matches(Viewer.Member member, Source source, String password, String hash) {
    String who = Long.toString(member.id());
    rates.take(ofMember, who); // first: who is refused takes nothing from others at their address
    rates.take(fromAddress, source);
    boolean right = passwords.matches(password, hash);
    if (right) {
      rates.giveBack(ofMember, who);
      if (!source.exempt()) {
        rates.giveBack(fromAddress, source.network());
      }
    }
    return right;
  }
}
