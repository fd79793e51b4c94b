package stoa.rights;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.AccessChanges;
import stoa.access.AccessRules;
import stoa.access.Act;
import stoa.access.Cell;
import stoa.access.Group;
import stoa.access.GroupKind;
import stoa.access.Preset;
import stoa.access.SeenBy;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Text;
import stoa.base.db.Db;
import stoa.base.view.Field;
import stoa.base.web.Answer;
import stoa.base.web.Form;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Where administrators say what groups may, on one board or on the site. */
final class RightsPages {
  /** Moderators of one board that are listed; who has more makes a group. */
  private static final int MODERATORS = 100;

  private final Db db;
  private final Access access;
  private final AccessChanges changes;
  private final BoardModerators moderators;
  private final RightsQueries queries;

  RightsPages(
      Db db,
      Access access,
      AccessChanges changes,
      BoardModerators moderators,
      RightsQueries queries) {
    this.db = db;
    this.access = access;
    this.changes = changes;
    this.moderators = moderators;
    this.queries = queries;
  }

  Answer show(Visit visit, Request request) {
    return Answer.page(page(place(request), Field.EMPTY));
  }

  /** The board of the address; null for the site. */
  private RightsQueries.@Nullable Place place(Request request) {
    return request.partOrEmpty("id").isEmpty()
        ? null
        : queries.board(request.id()).orElseThrow(Refused::notFound);
  }

  private static long id(RightsQueries.@Nullable Place place) {
    return place == null ? AccessRules.SITE : place.id();
  }

  private static String url(RightsQueries.@Nullable Place place) {
    return place == null ? "/admin/rights" : "/admin/boards/" + place.id() + "/rights";
  }

  private RightsPage page(RightsQueries.@Nullable Place place, Field moderator) {
    var rules = access.rules();
    var own = place == null ? Optional.<Group>empty() : BoardModerators.of(rules, place.id());
    return new RightsPage(
        place,
        place == null ? null : SeenBy.of(rules, place.id()),
        rules.groups().stream()
            .filter(group -> shownFor(group, place))
            .map(group -> row(rules, id(place), group))
            .toList(),
        own.map(group -> queries.members(group.id(), MODERATORS)).orElse(List.of()),
        moderator,
        place == null
            ? List.of()
            : queries.boards().stream().filter(other -> other.id() != place.id()).toList());
  }

  /** The moderators of a board stand on it and below it, not on all others. */
  private boolean shownFor(Group group, RightsQueries.@Nullable Place place) {
    return group.kind() != GroupKind.BOARD
        || (place != null && access.rules().wayUp(place.id()).contains(group.boardId()));
  }

  private static RightsPage.Row row(AccessRules rules, long place, Group group) {
    return new RightsPage.Row(
        group,
        offered(group, place),
        preset(rules, place, group).orElse(null),
        Preset.ofAllowed(rules.inForce(place, group.id()))
            .filter(preset -> preset != Preset.HIDDEN || isEverybodys(group))
            .orElse(null));
  }

  /** Of other groups it says nothing that they are given nothing of their own. */
  private static boolean isEverybodys(Group group) {
    return group.kind() == GroupKind.GUESTS || group.kind() == GroupKind.MEMBERS;
  }

  /** Guests write nothing; above the site there is nothing. */
  private static List<Preset> offered(Group group, long place) {
    var reading = List.of(Preset.AS_ABOVE, Preset.HIDDEN, Preset.TITLES, Preset.READ_ONLY);
    var all = group.kind() == GroupKind.GUESTS ? reading : List.of(Preset.values());
    return place == AccessRules.SITE
        ? all.stream().filter(preset -> preset != Preset.HIDDEN).toList()
        : all;
  }

  /** What is said of a group; empty where single rights were set. */
  private static Optional<Preset> preset(AccessRules rules, long place, Group group) {
    if (place != AccessRules.SITE) {
      return Preset.of(onBoards(rules.said(place, group.id())));
    }
    var said = Preset.ofAllowed(rules.inForce(place, group.id()));
    return said.map(one -> one == Preset.HIDDEN ? Preset.AS_ABOVE : one);
  }

  /** Without what belongs to no board. */
  private static Cell onBoards(Cell cell) {
    Cell board = Cell.AS_ABOVE;
    for (Act act : Act.onBoards()) {
      var value = cell.said(act);
      board = value.isPresent() ? board.with(act, value.get()) : board;
    }
    return board;
  }

  Answer save(Visit visit, Request request) {
    var place = place(request);
    return change(visit, request, place, chosen(request.form(), id(place)));
  }

  /** The presets that the form names, for the groups where they are others than now. */
  private Map<Long, Cell> chosen(Form form, long place) {
    var rules = access.rules();
    var cells = new LinkedHashMap<Long, Cell>();
    for (Group group : rules.groups()) {
      preset(form.raw("g" + group.id()))
          .filter(preset -> !Optional.of(preset).equals(preset(rules, place, group)))
          .ifPresent(preset -> cells.put(group.id(), on(rules, place, group, preset)));
    }
    return cells;
  }

  /** On the site, what belongs to no board stays as it is. */
  private static Cell on(AccessRules rules, long place, Group group, Preset preset) {
    Cell cell = preset.cell();
    for (Act act : Act.onSite()) {
      var value = rules.said(place, group.id()).said(act);
      cell = value.isPresent() ? cell.with(act, value.get()) : cell;
    }
    return cell;
  }

  private static Optional<Preset> preset(String name) {
    return Arrays.stream(Preset.values()).filter(one -> one.name().equals(name)).findFirst();
  }

  /** Makes a change, or asks again where it is seldom meant. */
  private Answer change(
      Visit visit, Request request, RightsQueries.@Nullable Place place, Map<Long, Cell> cells) {
    Viewer.Member by = Act.MANAGE_BOARDS.require(visit.viewer());
    var rules = access.rules();
    var changed = new HashMap<>(cells);
    changed.entrySet().removeIf(one -> rules.said(id(place), one.getKey()).equals(one.getValue()));
    var effects = Effects.of(rules, by, id(place), changed);
    if (effects.any() && !request.form().has("confirmed")) {
      return Answer.page(
          ConfirmPage.of(
              access,
              queries,
              place == null ? "" : place.title(),
              request.path(),
              url(place),
              effects,
              changed.keySet(),
              fields(request.form())));
    }
    db.change(tx -> changes.say(tx, by.id(), id(place), changed, null));
    return Answer.seeOther(url(place)).flash("flash.rightsSaved");
  }

  private Map<String, String> fields(Form form) {
    var fields = new HashMap<String, String>();
    access.rules().groups().forEach(group -> put(fields, form, "g" + group.id()));
    Arrays.stream(Act.values()).forEach(act -> put(fields, form, act.name()));
    put(fields, form, "board");
    return fields;
  }

  private static void put(Map<String, String> fields, Form form, String name) {
    if (form.has(name)) {
      fields.put(name, form.raw(name));
    }
  }

  /** Takes over what is said on another board, of all groups but the moderators of one board. */
  Answer copy(Visit visit, Request request) {
    var place = place(request);
    long other = request.form().number("board").orElse(0L);
    var _ = queries.board(other).orElseThrow(RightsPages::unknownBoard);
    var rules = access.rules();
    var cells = new HashMap<Long, Cell>();
    rules.groups().stream()
        .filter(group -> group.kind() != GroupKind.BOARD)
        .forEach(group -> cells.put(group.id(), rules.said(other, group.id())));
    return change(visit, request, place, cells);
  }

  private static Refused unknownBoard() {
    return new Refused(new Refusal.Malformed(Message.of("rights.unknownBoard")));
  }

  Answer addModerator(Visit visit, Request request) {
    Viewer.Member by = Act.MANAGE_BOARDS.require(visit.viewer());
    var place = queries.board(request.id()).orElseThrow(Refused::notFound);
    String name = request.form().line("name");
    var member = queries.member(Text.key(name));
    if (member.isEmpty()) {
      return Answer.again(page(place, new Field(name, Message.of("rights.unknownMember"))));
    }
    moderators.add(by, place.id(), member.get().id());
    return Answer.seeOther(url(place)).flash("flash.rightsSaved");
  }

  Answer removeModerator(Visit visit, Request request) {
    Viewer.Member by = Act.MANAGE_BOARDS.require(visit.viewer());
    var place = queries.board(request.id()).orElseThrow(Refused::notFound);
    BoardModerators.of(access.rules(), place.id())
        .ifPresent(group -> moderators.remove(by, group.id(), request.number("member")));
    return Answer.seeOther(url(place)).flash("flash.rightsSaved");
  }

  Answer single(Visit visit, Request request) {
    var place = place(request);
    var group = access.rules().group(request.number("group")).orElseThrow(Refused::notFound);
    var rules = access.rules();
    var rows =
        (place == null ? List.of(Act.values()) : Act.onBoards())
            .stream()
                .map(act ->
                    new SinglePage.Row(
                        act,
                        rules.said(id(place), group.id()).said(act).orElse(null),
                        rules.inForce(id(place), group.id()).said(act).orElse(null)
                            == Cell.Value.ALLOW))
                .toList();
    return Answer.page(new SinglePage(place, group, url(place), rows));
  }

  Answer saveSingle(Visit visit, Request request) {
    var place = place(request);
    var group = access.rules().group(request.number("group")).orElseThrow(Refused::notFound);
    Cell cell = Cell.AS_ABOVE;
    for (Act act : place == null ? List.of(Act.values()) : Act.onBoards()) {
      var value = value(request.form().raw(act.name()));
      cell = value.isPresent() ? cell.with(act, value.get()) : cell;
    }
    return change(visit, request, place, Map.of(group.id(), cell));
  }

  private static Optional<Cell.Value> value(String name) {
    return Arrays.stream(Cell.Value.values()).filter(one -> one.name().equals(name)).findFirst();
  }
}
