package stoa.account;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Group;
import stoa.access.GroupKind;
import stoa.access.Memberships;
import stoa.account.Accounts.Fault;
import stoa.base.Message;
import stoa.base.Refused;
import stoa.base.StartFault;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/**
 * What the operator does to accounts from the command line. Their word counts: names, addresses and
 * passwords are checked, and nothing else.
 */
public final class OperatorAccounts {
  private final Db db;
  private final Access access;
  private final AccountQueries queries;
  private final SessionQueries sessions;
  private final Memberships memberships;
  private final Passwords passwords;
  private final InstantSource clock;

  OperatorAccounts(
      Db db,
      Access access,
      AccountQueries queries,
      SessionQueries sessions,
      Memberships memberships,
      Passwords passwords,
      InstantSource clock) {
    this.db = db;
    this.access = access;
    this.queries = queries;
    this.sessions = sessions;
    this.memberships = memberships;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Makes an account.
   *
   * @throws StartFault naming every wrong field
   */
  public void add(String name, String email, String password, boolean administrator) {
    var faults = new ArrayList<Fault>();
    Fault.add(faults, "username", Names.key(name).equals("admin") ? null : Names.fault(name));
    Fault.add(faults, "email", Names.emailFault(email));
    Fault.add(faults, "password", PasswordRules.fault(password, name, email));
    refuse("no account was made", faults);
    Instant now = clock.instant();
    var row =
        new AccountQueries.NewAccount(
            name,
            Names.key(name),
            email,
            Names.emailKey(email),
            passwords.hashAtLeisure(password),
            null);
    if (db.write(tx -> inserted(tx, row, administrator, now)).isEmpty()) {
      Fault.add(faults, "username", Message.of("account.nameOrEmailTaken"));
      refuse("no account was made", faults);
    }
  }

  private Optional<Long> inserted(
      Tx tx, AccountQueries.NewAccount row, boolean administrator, Instant now) {
    Optional<Long> id = queries.insert(tx, row, now);
    if (administrator) {
      id.ifPresent(one ->
          memberships.put(
              tx, null, GroupKind.ADMINISTRATORS.id(), List.of(one), Memberships.Term.USUAL));
    }
    return id;
  }

  private static void refuse(String what, List<Fault> faults) {
    if (!faults.isEmpty()) {
      var words =
          faults.stream().map(fault -> fault.field() + " (" + fault.why().key() + ")").toList();
      throw new StartFault(what + "; wrong: " + String.join(", ", words));
    }
  }

  /**
   * Puts a member into a group. Of moderators and administrators they are in one; where the group
   * is that of all members, in none of them and in no other that manages something.
   *
   * @param nameOrEmail whose
   * @param groupName one of the forum's own in English, or that of a group that was made
   * @return their name
   * @throws StartFault where there is no such member or group, or no administrator would be left
   */
  public String putInto(String nameOrEmail, String groupName) {
    var member = member(nameOrEmail);
    long group = group(groupName);
    var id = List.of(member.id());
    try {
      db.change(tx -> {
        if (STAFF.contains(group) || group == GroupKind.MEMBERS.id()) {
          staff(group == GroupKind.MEMBERS.id())
              .filter(other -> other != group)
              .forEach(other -> memberships.remove(tx, null, other, id));
        }
        if (group != GroupKind.MEMBERS.id()) {
          memberships.put(tx, null, group, id, Memberships.Term.USUAL);
        }
      });
    } catch (Refused last) {
      throw new StartFault(
          member.name() + " is the only administrator; make another member one first");
    }
    return member.name();
  }

  private static final List<Long> STAFF =
      List.of(GroupKind.MODERATORS.id(), GroupKind.ADMINISTRATORS.id());

  /**
   * @param all also the groups that were made and manage something
   */
  private Stream<Long> staff(boolean all) {
    var rules = access.rules();
    return Stream.concat(
            STAFF.stream(),
            rules.groups().stream()
                .filter(group -> all && group.hasRows())
                .map(Group::id)
                .filter(rules::manages))
        .distinct();
  }

  private long group(String name) {
    var groups =
        access.rules().groups().stream()
            .filter(group -> group.kind() != GroupKind.GUESTS && group.kind() != GroupKind.BOARD)
            .toList();
    return groups.stream()
        .filter(group -> called(group).equalsIgnoreCase(name))
        .map(Group::id)
        .findFirst()
        .orElseThrow(() ->
            new StartFault(
                "there is no group \""
                    + name
                    + "\"; there are "
                    + groups.stream().map(OperatorAccounts::called).collect(joining(", "))));
  }

  private static String called(Group group) {
    return group.kind().builtIn() ? group.kind().name().toLowerCase(Locale.ROOT) : group.name();
  }

  /**
   * Gives a member another password and ends all their sessions; on servers that run within a
   * minute.
   *
   * @return their name
   * @throws StartFault where there is no such member, or the password is none
   */
  public String setPassword(String nameOrEmail, String password) {
    var member = member(nameOrEmail);
    var faults = new ArrayList<Fault>();
    Fault.add(faults, "password", PasswordRules.fault(password, member.name(), nameOrEmail));
    refuse("the password is as it was", faults);
    String hash = passwords.hashAtLeisure(password);
    db.change(tx -> {
      queries.setPassword(tx, member.id(), hash);
      sessions.endAll(tx, member.id());
    });
    return member.name();
  }

  private AccountQueries.Credentials member(String nameOrEmail) {
    return queries
        .credentials(Names.key(nameOrEmail), Names.emailKey(nameOrEmail))
        .orElseThrow(() ->
            new StartFault(
                "there is no member \"" + nameOrEmail + "\"; \"user list\" names them all"));
  }

  /** A member as the operator's list has them. */
  public record Line(
      long id,
      String name,
      @Nullable String email,
      List<Long> groups,
      Instant created,
      @Nullable Instant seen) {}

  /** The highest of the forum's own groups that a member is in, as {@link #putInto} takes it. */
  public static String standing(Line member) {
    return STAFF.reversed().stream()
        .filter(member.groups()::contains)
        .findFirst()
        .map(id -> id == GroupKind.MODERATORS.id() ? "moderators" : "administrators")
        .orElse("members");
  }

  /** All members, in the order in which they came. */
  public void list(Consumer<Line> taker) {
    long after = 0;
    List<Line> some = queries.list(after);
    while (!some.isEmpty()) {
      some.forEach(taker);
      after = some.getLast().id();
      some = queries.list(after);
    }
  }
}
