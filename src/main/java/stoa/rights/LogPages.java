package stoa.rights;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.AccessChanges;
import stoa.access.AccessLog;
import stoa.access.AccessRules;
import stoa.access.Act;
import stoa.access.Cell;
import stoa.access.Memberships;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Paging;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.db.Db;
import stoa.base.view.Pager;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Where administrators read what was changed of groups and rights, and take it back. */
final class LogPages {
  private static final String URL = "/admin/rights/log";
  private static final int SIZE = 50;
  private static final int MOST = 100 * SIZE;

  private final Db db;
  private final Access access;
  private final AccessChanges changes;
  private final Memberships memberships;
  private final RightsQueries queries;

  LogPages(
      Db db, Access access, AccessChanges changes, Memberships memberships, RightsQueries queries) {
    this.db = db;
    this.access = access;
    this.changes = changes;
    this.memberships = memberships;
    this.queries = queries;
  }

  Answer list(Visit visit, Request request) {
    Long board = board(request.query("board"));
    int page = request.page();
    boolean ofMembers = Act.MANAGE_MEMBERS.allowedTo(visit.viewer());
    var paging = Paging.of(page, queries.changeCount(board, ofMembers, MOST), SIZE);
    if (page > paging.pages()) {
      throw Refused.notFound();
    }
    var rules = access.rules();
    var rows =
        queries.changes(board, ofMembers, page, SIZE).stream()
            .map(change -> row(rules, change))
            .toList();
    String title = board == null ? "" : queries.board(board).orElseThrow(Refused::notFound).title();
    String query = board == null ? "?page=" : "?board=" + board + "&page=";
    return Answer.page(new LogPage(title, rows, new Pager(paging, URL, query)));
  }

  private static @Nullable Long board(@Nullable String asked) {
    return asked != null && asked.matches("[0-9]{1,18}") ? Long.valueOf(asked) : null;
  }

  private static LogPage.Row row(AccessRules rules, RightsQueries.Change change) {
    Long group = change.group();
    return new LogPage.Row(
        change.id(),
        change.at(),
        Objects.requireNonNullElse(change.by(), ""),
        change.what(),
        Objects.requireNonNullElse(change.board(), ""),
        group == null ? null : rules.group(group).orElse(null),
        Objects.requireNonNullElse(change.member(), ""),
        change.was(),
        change.becomes(),
        change.undoes(),
        change.goneGroup(),
        change.gone(),
        undoable(change) && !change.undone() && !change.gone());
  }

  private static boolean undoable(RightsQueries.Change change) {
    return change.what() == AccessLog.What.RIGHTS || change.what() == AccessLog.What.MEMBERSHIP;
  }

  /**
   * Puts back what was before a change, whatever came after it; that is a change of its own, and
   * asks again like any other.
   */
  Answer undo(Visit visit, Request request) {
    Viewer.Member by = Act.MANAGE_BOARDS.require(visit.viewer());
    var change = queries.change(request.id()).orElseThrow(Refused::notFound);
    Long group = change.group();
    if (group == null || change.gone() || !undoable(change)) {
      throw new Refused(new Refusal.Forbidden(Message.of("rights.notUndone")));
    }
    if (!change.undone()) {
      switch (change.what()) {
        case RIGHTS -> {
          var cells = Map.of(group, Cell.parsed(change.was()));
          var _ =
              (change.place() == AccessRules.SITE ? Act.ADMINISTER : Act.MANAGE_BOARDS).require(by);
          var effects = Effects.of(access.rules(), by, change.place(), cells);
          if (effects.any() && !request.form().has("confirmed")) {
            return Answer.page(confirm(request, change, effects, cells.keySet()));
          }
          db.change(tx -> changes.say(tx, by.id(), change.place(), cells, change.id()));
        }
        case MEMBERSHIP -> putBackMember(by, change, group);
        case GROUP, MOVE -> {}
      }
    }
    return Answer.seeOther(URL).flash("flash.rightsUndone");
  }

  private ConfirmPage confirm(
      Request request, RightsQueries.Change change, Effects effects, Set<Long> groups) {
    String title = Objects.requireNonNullElse(change.board(), "");
    return ConfirmPage.of(access, queries, title, request.path(), URL, effects, groups, Map.of());
  }

  private void putBackMember(Viewer.Member by, RightsQueries.Change change, long group) {
    var _ = (access.rules().manages(group) ? Act.ADMINISTER : Act.MANAGE_MEMBERS).require(by);
    long account = Objects.requireNonNull(change.account());
    db.change(
        tx -> memberships.putBack(tx, by.id(), group, List.of(account), change.was(), change.id()));
  }
}
