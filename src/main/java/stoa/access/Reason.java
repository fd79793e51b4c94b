package stoa.access;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody may do something, or not: the group that decides, what it says, and where.
 *
 * @param group null where no group says anything about it
 * @param value null where no group says anything about it
 * @param place the board where it is said, or {@link AccessRules#SITE}
 * @param lacks another act without which this one is not allowed; null where it is not that
 */
public record Reason(
    Act act,
    boolean allowed,
    @Nullable Group group,
    Cell.@Nullable Value value,
    long place,
    @Nullable Act lacks) {

  /** Why a member of these groups may do it in a place. */
  public static Reason of(AccessRules rules, Act act, long place, Set<Long> groups) {
    long where = act.onBoard() ? place : AccessRules.SITE;
    Rights rights = rules.rights(groups);
    boolean allowed = where == AccessRules.SITE ? rights.may(act) : rights.may(act, where);
    var said =
        groups.stream()
            .flatMap(group -> said(rules, act, where, group, allowed).stream())
            .min(Comparator.comparingInt(one -> weight(one.value(), allowed)));
    Act lacks = allowed ? null : lacking(rights, act, where);
    return said.map(one -> new Reason(act, allowed, one.group(), one.value(), one.place(), lacks))
        .orElse(new Reason(act, allowed, null, null, where, lacks));
  }

  /** What decides comes first: never, then an allow, then what does not allow. */
  private static int weight(Cell.@Nullable Value value, boolean allowed) {
    return switch (value) {
      case NEVER -> 0;
      case ALLOW -> allowed ? 1 : 2;
      case NO -> allowed ? 2 : 1;
      case null -> 3;
    };
  }

  /** Whoever cannot read a board can do nothing on it, whatever else is said. */
  private static @Nullable Act lacking(Rights rights, Act act, long place) {
    if (!act.onBoard() || place == AccessRules.SITE || act == Act.SEE) {
      return null;
    }
    if (!rights.may(Act.SEE, place)) {
      return Act.SEE;
    }
    return act != Act.READ && !rights.may(Act.READ, place) ? Act.READ : null;
  }

  /** The nearest place where something is said of the group about it. */
  private static Optional<Reason> said(
      AccessRules rules, Act act, long place, long groupId, boolean allowed) {
    var group = rules.group(groupId);
    return rules.wayUp(place).stream()
        .filter(at -> rules.said(at, groupId).whole().said(act).isPresent())
        .findFirst()
        .map(at ->
            new Reason(
                act,
                allowed,
                group.orElse(null),
                rules.said(at, groupId).whole().said(act).orElse(null),
                at,
                null));
  }
}
