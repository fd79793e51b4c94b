package stoa.control;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.base.web.Urls;

/** Where administrators make, order, rename, nest and close categories and boards. */
final class BoardAdminPages {
  private static final String HOME = "/admin/boards";

  private final Site site;
  private final Boards boards;
  private final BoardTreeQueries queries;

  BoardAdminPages(Site site, Boards boards, BoardTreeQueries queries) {
    this.site = site;
    this.boards = boards;
    this.queries = queries;
  }

  void list(Context context) {
    var _ = site.administrator(context);
    site.show(context, listPage(wanted("", "", "", null), List.of()));
  }

  void create(Context context) {
    var _ = site.administrator(context);
    var wanted = wanted(Form.of(context));
    var faults = boards.create(site.viewer(context), wanted);
    if (faults.isEmpty()) {
      saved(context);
    } else {
      site.showAgain(context, listPage(wanted, faults));
    }
  }

  void form(Context context) {
    var _ = site.administrator(context);
    var row = row(context);
    var wanted = wanted(row.title(), row.slug(), row.description(), row.parentId());
    site.show(context, editPage(row, wanted, List.of()));
  }

  void change(Context context) {
    var _ = site.administrator(context);
    var row = row(context);
    var wanted = wanted(Form.of(context));
    var faults = boards.change(site.viewer(context), row.id(), wanted);
    if (faults.isEmpty()) {
      saved(context);
    } else {
      site.showAgain(context, editPage(row, wanted, faults));
    }
  }

  void up(Context context) {
    boards.shift(site.viewer(context), Params.id(context), true);
    site.seeOther(context, HOME);
  }

  void down(Context context) {
    boards.shift(site.viewer(context), Params.id(context), false);
    site.seeOther(context, HOME);
  }

  void close(Context context) {
    boards.close(site.viewer(context), Params.id(context), true);
    saved(context);
  }

  void open(Context context) {
    boards.close(site.viewer(context), Params.id(context), false);
    saved(context);
  }

  void remove(Context context) {
    boards.remove(site.viewer(context), Params.id(context));
    saved(context);
  }

  private void saved(Context context) {
    site.notice(context, "notice.boardSaved");
    site.seeOther(context, HOME);
  }

  private BoardTreeQueries.Row row(Context context) {
    return new Tree(queries.all())
        .row(Params.id(context))
        .orElseThrow(() -> new Refused(new Refusal.NotFound()));
  }

  private static Boards.Wanted wanted(Form form) {
    return wanted(
        form.line("title"),
        form.line("slug"),
        form.line("description"),
        form.number("parent").orElse(null));
  }

  private static Boards.Wanted wanted(
      String title, String slug, String description, @Nullable Long parent) {
    return new Boards.Wanted(title, slug, description, parent);
  }

  private BoardsPage listPage(Boards.Wanted wanted, List<Boards.Fault> faults) {
    var tree = new Tree(queries.all());
    var nodes = tree.inOrder().stream().map(row -> node(tree, row)).toList();
    return new BoardsPage(nodes, form(HOME, tree, 0, wanted, faults));
  }

  private BoardEditPage editPage(
      BoardTreeQueries.Row row, Boards.Wanted wanted, List<Boards.Fault> faults) {
    var tree = new Tree(queries.all());
    return new BoardEditPage(
        node(tree, row), form(HOME + "/" + row.id(), tree, row.id(), wanted, faults));
  }

  private static BoardsPage.Node node(Tree tree, BoardTreeQueries.Row row) {
    var siblings = tree.below(row.parentId());
    return new BoardsPage.Node(
        row.id(),
        row.title(),
        Urls.board(row.slug()),
        row.parentId() == null,
        row.closed(),
        tree.depth(row),
        siblings.getFirst().id() == row.id(),
        siblings.getLast().id() == row.id(),
        row.topics(),
        tree.removable(row));
  }

  private static BoardsPage.NodeForm form(
      String action, Tree tree, long id, Boards.Wanted wanted, List<Boards.Fault> faults) {
    return new BoardsPage.NodeForm(
        action,
        new Field(wanted.title(), fault(faults, "title")),
        new Field(wanted.slug(), fault(faults, "slug")),
        new Field(wanted.description(), fault(faults, "description")),
        parents(tree, id, wanted.parent()),
        new Field(wanted.parent() == null ? "" : "" + wanted.parent(), fault(faults, "parent")));
  }

  /** Everything that it could stand below; never itself or what is below it. */
  private static List<BoardsPage.Parent> parents(Tree tree, long id, @Nullable Long chosen) {
    var parents = new ArrayList<BoardsPage.Parent>();
    parents.add(new BoardsPage.Parent("", "", 0, chosen == null));
    for (var row : tree.inOrder()) {
      if (id == 0 || !tree.within(row, id)) {
        parents.add(
            new BoardsPage.Parent(
                "" + row.id(), row.title(), tree.depth(row), Objects.equals(chosen, row.id())));
      }
    }
    return parents;
  }

  private static @Nullable Message fault(List<Boards.Fault> faults, String field) {
    return faults.stream()
        .filter(fault -> fault.field().equals(field))
        .map(Boards.Fault::why)
        .findFirst()
        .orElse(null);
  }
}
