package stoa.group;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.AccessChanges;
import stoa.access.AccessLog;
import stoa.access.AccessRules;
import stoa.access.Act;
import stoa.access.GroupKind;
import stoa.access.ManyMemberships;
import stoa.access.Viewer;
import stoa.account.Passwords;
import stoa.base.Refused;
import stoa.base.Text;
import stoa.base.db.Db;
import stoa.base.db.Tx;
import stoa.base.view.Messages;

/** What administrators do to groups themselves. All copies end by it. */
final class Groups {
  /** Taken out at once of a group that is removed: a statement for all would take too long. */
  private static final int AT_ONCE = 2_000;

  private final Db db;
  private final Access access;
  private final GroupQueries queries;
  private final ManyMemberships memberships;
  private final AccessChanges changes;
  private final AccessLog log;
  private final Passwords passwords;
  private final Messages messages;
  private final InstantSource clock;

  Groups(
      Db db,
      Access access,
      GroupQueries queries,
      ManyMemberships memberships,
      AccessLog log,
      Passwords passwords,
      Messages messages,
      InstantSource clock) {
    this.db = db;
    this.access = access;
    this.queries = queries;
    this.memberships = memberships;
    this.changes = new AccessChanges(log);
    this.log = log;
    this.passwords = passwords;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * The new group's id; empty where the name is taken.
   *
   * @param password as it was typed; empty for none
   */
  Optional<Long> create(Viewer viewer, GroupQueries.Wanted wanted, String password) {
    long by = Act.MANAGE_MEMBERS.require(viewer).id();
    if (reserved(wanted.name())) {
      return Optional.empty();
    }
    String hash = hash(wanted, password);
    return db.write(tx -> {
      queries.lock(tx);
      if (queries.nameTaken(tx, wanted.name(), 0)) {
        return Optional.empty();
      }
      long id = queries.insert(tx, wanted, by, clock.instant());
      queries.setPassword(tx, id, hash);
      changed(tx, by, id, "", text(wanted, hash));
      return Optional.of(id);
    });
  }

  /** Names that the forum gives its own groups, in any of its languages. */
  private boolean reserved(String name) {
    String key = Text.key(name);
    return List.of(GroupKind.values()).stream()
        .filter(GroupKind::builtIn)
        .anyMatch(kind -> key.equals(Text.key(kind.name())) || isCalled(kind, key));
  }

  private boolean isCalled(GroupKind kind, String key) {
    return messages.languages().stream()
        .anyMatch(locale ->
            Text.key(messages.text(locale, "group." + kind.name(), List.of())).equals(key));
  }

  /** Its rule could let anybody in, so it is not for everybody who manages members. */
  private long require(Viewer viewer, long id) {
    Act needed = access.rules().manages(id) ? Act.ADMINISTER : Act.MANAGE_MEMBERS;
    return needed.require(viewer).id();
  }

  /** Before the transaction, which shall not wait for it; null where the password stays. */
  private @Nullable String hash(GroupQueries.Wanted wanted, String password) {
    boolean another = wanted.joining() == Joining.PASSWORD && !password.isEmpty();
    return another ? passwords.hash(password) : null;
  }

  private static String text(GroupQueries.Wanted wanted, @Nullable String hash) {
    return hash == null ? wanted.text() : wanted.text() + " | another password";
  }

  private void changed(Tx tx, long by, @Nullable Long id, String was, String becomes) {
    log.add(
        tx,
        new AccessLog.Entry(AccessLog.What.GROUP, by, AccessRules.SITE, id, 0, was, becomes, null));
    changes.workOut(tx, by);
  }

  /**
   * Changes a group that was made; false where the name is taken.
   *
   * @param password another one, as it was typed; empty to keep what there is
   * @throws Refused as not found where it is none of these
   */
  boolean change(Viewer viewer, long id, GroupQueries.Wanted wanted, String password) {
    long by = require(viewer, id);
    if (reserved(wanted.name())) {
      return false;
    }
    String hash = hash(wanted, password);
    return db.write(tx -> {
      queries.lock(tx);
      var was = queries.own(tx, id).orElseThrow(Refused::notFound);
      if (queries.nameTaken(tx, wanted.name(), id)) {
        return false;
      }
      queries.update(tx, id, wanted);
      if (hash != null || wanted.joining() != Joining.PASSWORD) {
        queries.setPassword(tx, id, hash);
      }
      changed(tx, by, id, was.text(), text(wanted, hash));
      return true;
    });
  }

  /** Says who is no longer a new member. */
  void changeNew(Viewer viewer, Rule rule) {
    long id = GroupKind.NEW.id();
    long by = require(viewer, id);
    db.change(tx -> {
      queries.lock(tx);
      String was = queries.rule(tx, id) + "";
      queries.setRule(tx, id, rule);
      changed(tx, by, id, was, rule.toString());
    });
  }

  /**
   * Removes a group that was made, with all that was said of it.
   *
   * @throws Refused as not found where it is none of these
   */
  void remove(Viewer viewer, long id) {
    long by = require(viewer, id);
    int gone;
    do {
      gone =
          db.write(tx -> {
            var _ = queries.own(tx, id).orElseThrow(Refused::notFound);
            return memberships.empty(tx, id, AT_ONCE);
          });
    } while (gone == AT_ONCE);
    db.change(tx -> {
      queries.lock(tx);
      var was = queries.own(tx, id).orElseThrow(Refused::notFound);
      queries.delete(tx, id);
      changed(tx, by, null, was.text(), "");
    });
  }
}
