package stoa.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Groups, boards and their cells at one moment, and what follows from them. For each group the cell
 * nearest to a board decides, from the board itself up to the site; then one group's never beats
 * every allow, and otherwise one allow is enough.
 */
public final class AccessRules {
  /** The place above all boards. */
  public static final long SITE = 0;

  /** So many different rights share pages; those of more get theirs made anew. */
  private static final int SHARED = 64;

  private static final long EVERY_SITE_ACT =
      Act.bits(Act.onSite().toArray(Act[]::new)) | Act.SKIP_LIMITS.bit();

  /** What moderators may and other members may not. */
  private static final long RAISING =
      Act.bits(
          Act.SEE_HIDDEN,
          Act.APPROVE,
          Act.EDIT_ANY,
          Act.HIDE,
          Act.PIN,
          Act.LOCK,
          Act.MOVE,
          Act.SKIP_LIMITS);

  private final Map<Long, Group> groups = new LinkedHashMap<>();
  private final long[] boards;

  /** The place above each board, in the same order. */
  private final long[] above;

  /** What is said of a group in a place. */
  private final Map<Long, Map<Long, Cell>> said;

  private final Map<Long, Map<Long, Cell>> inForce = new ConcurrentHashMap<>();
  private final Map<Set<Long>, Rights> rights = new ConcurrentHashMap<>();
  private final Map<String, Rights> byKey = new ConcurrentHashMap<>();

  /**
   * @param parents the place above each board, by its id
   * @param said by place, then by group
   */
  AccessRules(Collection<Group> groups, Map<Long, Long> parents, Map<Long, Map<Long, Cell>> said) {
    groups.forEach(group -> this.groups.put(group.id(), group));
    this.boards = parents.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    this.above = Arrays.stream(boards).map(parents::get).toArray();
    this.said = said;
  }

  /** In their order: what the forum brings, then the others by name. */
  public Collection<Group> groups() {
    return List.copyOf(groups.values());
  }

  public Optional<Group> group(long id) {
    return Optional.ofNullable(groups.get(id));
  }

  /** Those of some groups that stand beside their members' names. */
  public List<Group> badges(List<Long> theirs) {
    if (theirs.size() <= 1) {
      return List.of(); // that of all members, which says nothing
    }
    return theirs.stream()
        .map(groups::get)
        .filter(group -> group != null && group.hasBadge())
        .toList();
  }

  /** On how many boards something is said of a group. */
  public long boardsNaming(long group) {
    return said.entrySet().stream()
        .filter(place -> place.getKey() != SITE && place.getValue().containsKey(group))
        .count();
  }

  /** Whether being in a group denies something: nobody may leave such a group by themselves. */
  public boolean denies(long group) {
    return said.values().stream()
        .map(groups -> groups.getOrDefault(group, Cell.AS_ABOVE))
        .anyMatch(cell -> cell.never() != 0);
  }

  /** What is said of a group in a place itself, not above it. */
  public Cell said(long place, long group) {
    return said.getOrDefault(place, Map.of()).getOrDefault(group, Cell.AS_ABOVE);
  }

  /** What holds for a group in a place, with all that is said above it. */
  public Cell inForce(long place, long group) {
    var cells = cells(group);
    return cells.getOrDefault(place, cells.getOrDefault(SITE, Cell.AS_ABOVE));
  }

  private Map<Long, Cell> cells(long group) {
    return inForce.computeIfAbsent(group, this::worked);
  }

  private Map<Long, Cell> worked(long group) {
    var cells = new HashMap<Long, Cell>();
    cells.put(SITE, said(SITE, group).whole().below(Cell.AS_ABOVE).whole());
    for (int i = 0; i < boards.length; i++) {
      work(cells, i, group, boards.length);
    }
    return withoutUsual(cells);
  }

  /** Of most groups nothing is said on most boards: what holds there is what holds on the site. */
  private static Map<Long, Cell> withoutUsual(Map<Long, Cell> cells) {
    Cell site = cells.getOrDefault(SITE, Cell.AS_ABOVE);
    cells.values().removeIf(site::equals);
    cells.put(SITE, site);
    return Map.copyOf(cells);
  }

  /**
   * @param steps that may still be gone up: a circle made by hand must not hang a page
   */
  private Cell work(Map<Long, Cell> cells, int board, long group, int steps) {
    Cell known = cells.get(boards[board]);
    if (known != null) {
      return known;
    }
    int parent = Arrays.binarySearch(boards, above[board]);
    Cell over =
        parent < 0 || steps == 0
            ? cells.getOrDefault(SITE, Cell.AS_ABOVE)
            : work(cells, parent, group, steps - 1);
    Cell here = said(boards[board], group).whole().below(over).whole();
    cells.put(boards[board], here);
    return here;
  }

  /** Whether its members manage something on the site: who fills it could become one of them. */
  public boolean manages(long group) {
    long managing = Act.bits(Act.MANAGE_MEMBERS, Act.MANAGE_BOARDS, Act.ADMINISTER);
    return group == GroupKind.ADMINISTRATORS.id() || (inForce(SITE, group).allow() & managing) != 0;
  }

  /**
   * Whether its members may anywhere what members usually may not: moderate, manage, or write as
   * fast as they like.
   */
  public boolean raises(long group) {
    return manages(group)
        || said.values().stream()
            .map(groups -> groups.getOrDefault(group, Cell.AS_ABOVE))
            .anyMatch(cell -> (cell.allow() & RAISING) != 0);
  }

  Viewer.Guest guest() {
    return new Viewer.Guest(
        rights(Set.of(GroupKind.GUESTS.id())), rights(Set.of(GroupKind.MEMBERS.id())));
  }

  /** A member of these groups, {@link GroupKind#MEMBERS} included. */
  public Viewer.Member member(long id, String name, Set<Long> theirs) {
    return new Viewer.Member(id, name, theirs, rights(theirs));
  }

  /** What somebody may who is in these groups. */
  public Rights rights(Set<Long> theirs) {
    Rights known = rights.get(theirs);
    return known == null ? rights.computeIfAbsent(Set.copyOf(theirs), this::combined) : known;
  }

  private Rights combined(Set<Long> theirs) {
    long[] acts = Arrays.stream(boards).map(board -> onBoard(board, theirs)).toArray();
    var made = new Rights(boards, acts, onSite(theirs), byKey.size() < SHARED);
    return byKey.computeIfAbsent(made.key(), _ -> made);
  }

  private long onSite(Set<Long> theirs) {
    long managing = theirs.contains(GroupKind.ADMINISTRATORS.id()) ? EVERY_SITE_ACT : 0;
    return together(SITE, theirs) | managing;
  }

  private long onBoard(long board, Set<Long> theirs) {
    long acts = together(board, theirs) & ~EVERY_SITE_ACT;
    if ((acts & Act.SEE.bit()) == 0) {
      return 0;
    }
    return (acts & Act.READ.bit()) == 0 ? Act.SEE.bit() : acts;
  }

  private long together(long place, Set<Long> theirs) {
    long allow = 0;
    long never = 0;
    for (long group : theirs) {
      Cell cell = inForce(place, group);
      allow |= cell.allow();
      never |= cell.never();
    }
    return allow & ~never;
  }

  /** Bytes of memory, about, of all that was worked out. */
  long weight() {
    return byKey.values().stream().mapToLong(Rights::weight).sum()
        + 120L * inForce.values().stream().mapToLong(Map::size).sum();
  }

  /** How many different rights were asked for. */
  int differentRights() {
    return byKey.size();
  }

  long[] boards() {
    return boards.clone();
  }

  /** The same with other cells in one place: what would follow from a change. */
  public AccessRules with(long place, Map<Long, Cell> cells) {
    var here = new HashMap<>(said.getOrDefault(place, Map.of()));
    here.putAll(cells);
    var changed = new HashMap<>(said);
    changed.put(place, here);
    return new AccessRules(groups.values(), parents(), changed);
  }

  private Map<Long, Long> parents() {
    var parents = new HashMap<Long, Long>();
    for (int i = 0; i < boards.length; i++) {
      parents.put(boards[i], above[i]);
    }
    return parents;
  }

  /** The boards below one, however deep. */
  public List<Long> below(long board) {
    return Arrays.stream(boards)
        .filter(one -> one != board && wayUp(one).contains(board))
        .boxed()
        .toList();
  }

  /** The same with a board in another place. */
  public AccessRules moved(long board, @Nullable Long parent) {
    var parents = parents();
    parents.put(board, parent == null ? SITE : parent);
    return new AccessRules(groups.values(), parents, said);
  }

  /** The boards that somebody in these groups reads by other rules, and not by these. */
  public List<Long> gained(AccessRules then, Set<Long> theirs) {
    var before = rights(theirs).boards(Act.READ);
    return then.rights(theirs).boards(Act.READ).ids().stream()
        .filter(board -> !before.has(board))
        .toList();
  }

  /** The board and those above it, the nearest first, and the site at last. */
  public List<Long> wayUp(long place) {
    var way = new ArrayList<Long>();
    int at = Arrays.binarySearch(boards, place);
    while (at >= 0 && way.size() < boards.length) {
      way.add(boards[at]);
      at = Arrays.binarySearch(boards, above[at]);
    }
    way.add(SITE);
    return way;
  }

  /** The groups whose members read a board, by that group alone. */
  public List<Group> readersOf(long board) {
    return groups.values().stream()
        .filter(group -> (inForce(board, group.id()).allow() & Act.READ.bit()) != 0)
        .toList();
  }

  /** The groups whose members never read a board. */
  public List<Group> neverReadersOf(long board) {
    return groups.values().stream()
        .filter(group -> (inForce(board, group.id()).never() & Act.READ.bit()) != 0)
        .toList();
  }

  /** Groups that read a board, each by itself; in their order. */
  Long[] readers(long board) {
    return readersOf(board).stream().map(Group::id).sorted().toArray(Long[]::new);
  }

  /** Groups whose members never read a board. */
  Long[] neverReaders(long board) {
    return neverReadersOf(board).stream().map(Group::id).sorted().toArray(Long[]::new);
  }
}
