package stoa.rights;

import java.util.List;
import java.util.Objects;
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
    var paging = Paging.of(page, queries.changeCount(board, MOST), SIZE);
    if (page > paging.pages()) {
      throw Refused.notFound();
    }
    var rules = access.rules();
    var rows =
        queries.changes(board, page, SIZE).stream().map(change -> row(rules, change)).toList();
    String title = board == null ? "" : queries.board(board).orElseThrow(Refused::notFound).title();
    String query = board == null ? "?page=" : "?board=" + board + "&page=";
    return Answer.page(new LogPage(title, rows, new Pager(paging, "/admin/rights/log", query)));
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
        change.what() != AccessLog.What.GROUP && !change.undone());
  }

  /**
   * Puts back what was before a change, whatever came after it; that is a change of its own. Of
   * what could lock somebody out the page of the board asks, not this one: it is taken back by
   * whoever sees the log.
   */
  Answer undo(Visit visit, Request request) {
    Viewer.Member by = Act.MANAGE_BOARDS.require(visit.viewer());
    var change = queries.change(request.id()).orElseThrow(Refused::notFound);
    Long group = change.group();
    if (group == null || change.what() == AccessLog.What.GROUP) {
      throw new Refused(new Refusal.Forbidden(Message.of("rights.notUndone")));
    }
    if (!change.undone()) {
      switch (change.what()) {
        case RIGHTS -> putBack(by, change, group);
        case MEMBERSHIP -> putBackMember(by, change, group);
        case GROUP -> {}
      }
    }
    return Answer.seeOther("/admin/rights/log").flash("flash.rightsUndone");
  }

  private void putBack(Viewer.Member by, RightsQueries.Change change, long group) {
    var _ = (change.place() == AccessRules.SITE ? Act.ADMINISTER : Act.MANAGE_BOARDS).require(by);
    Cell was = Cell.parsed(change.was());
    db.change(tx -> changes.say(tx, by.id(), change.place(), group, was, change.id()));
  }

  private void putBackMember(Viewer.Member by, RightsQueries.Change change, long group) {
    var _ = (access.rules().manages(group) ? Act.ADMINISTER : Act.MANAGE_MEMBERS).require(by);
    long account = Objects.requireNonNull(change.account());
    db.change(
        tx -> memberships.putBack(tx, by.id(), group, List.of(account), change.was(), change.id()));
  }
}
