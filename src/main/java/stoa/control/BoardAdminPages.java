package stoa.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.GroupKind;
import stoa.access.Purpose;
import stoa.base.Message;
import stoa.base.Refused;
import stoa.base.view.Field;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Form;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Where administrators make, order, rename, nest and close categories and boards. */
final class BoardAdminPages {
  private static final String HOME = "/admin/boards";

  private final Access access;
  private final Boards boards;
  private final BoardTreeQueries queries;

  BoardAdminPages(Access access, Boards boards, BoardTreeQueries queries) {
    this.access = access;
    this.boards = boards;
    this.queries = queries;
  }

  Answer list(Visit visit, Request request) {
    var open = new Boards.Readers(Purpose.OPEN, null);
    // Most that are made are boards, and a board stands in a category.
    Long parent =
        new Tree(queries.all())
            .below(null).reversed().stream().findFirst().map(BoardTreeQueries.Row::id).orElse(null);
    return Answer.page(listPage(wanted("", "", "", parent), open, List.of()));
  }

  Answer create(Visit visit, Request request) {
    var wanted = wanted(request.form());
    var readers = readers(request.form());
    var faults = boards.create(visit.viewer(), wanted, readers);
    if (faults.isEmpty()) {
      return saved();
    } else {
      return Answer.again(listPage(wanted, readers, faults));
    }
  }

  Answer form(Visit visit, Request request) {
    var row = row(request);
    var wanted = wanted(row.title(), row.slug(), row.description(), row.parentId());
    return Answer.page(editPage(row, wanted, List.of(), false));
  }

  Answer change(Visit visit, Request request) {
    var row = row(request);
    var wanted = wanted(request.form());
    if (!request.form().has("confirmed")) {
      var warning = boards.warning(row, wanted);
      if (warning.isPresent()) {
        var faults = List.of(new Boards.Fault("parent", warning.get()));
        return Answer.again(editPage(row, wanted, faults, true));
      }
    }
    var faults = boards.change(visit.viewer(), row.id(), wanted);
    if (faults.isEmpty()) {
      return saved();
    } else {
      return Answer.again(editPage(row, wanted, faults, false));
    }
  }

  Answer up(Visit visit, Request request) {
    boards.shift(visit.viewer(), request.id(), true);
    return Answer.seeOther(HOME);
  }

  Answer down(Visit visit, Request request) {
    boards.shift(visit.viewer(), request.id(), false);
    return Answer.seeOther(HOME);
  }

  Answer close(Visit visit, Request request) {
    boards.close(visit.viewer(), request.id(), true);
    return saved();
  }

  Answer open(Visit visit, Request request) {
    boards.close(visit.viewer(), request.id(), false);
    return saved();
  }

  Answer remove(Visit visit, Request request) {
    boards.remove(visit.viewer(), request.id());
    return saved();
  }

  private static Answer saved() {
    return Answer.seeOther(HOME).flash("flash.boardSaved");
  }

  private BoardTreeQueries.Row row(Request request) {
    return new Tree(queries.all()).row(request.id()).orElseThrow(Refused::notFound);
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

  private Boards.Readers readers(Form form) {
    String name = form.raw("purpose");
    var purpose =
        Stream.of(Purpose.values())
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElse(Purpose.OPEN);
    return new Boards.Readers(
        purpose,
        form.number("group").filter(id -> access.rules().group(id).isPresent()).orElse(null));
  }

  private BoardsPage.ReadersForm readersForm(Boards.Readers readers, List<Boards.Fault> faults) {
    var own =
        access.rules().groups().stream().filter(group -> group.kind() == GroupKind.OWN).toList();
    String chosen = readers.group() == null ? "" : "" + readers.group();
    return new BoardsPage.ReadersForm(
        readers.purpose(), own, new Field(chosen, fault(faults, "group")));
  }

  private BoardsPage listPage(
      Boards.Wanted wanted, Boards.Readers readers, List<Boards.Fault> faults) {
    var tree = new Tree(queries.all());
    var nodes = tree.inOrder().stream().map(row -> node(tree, row)).toList();
    return new BoardsPage(nodes, form(HOME, tree, 0, wanted, faults), readersForm(readers, faults));
  }

  private BoardEditPage editPage(
      BoardTreeQueries.Row row, Boards.Wanted wanted, List<Boards.Fault> faults, boolean warned) {
    var tree = new Tree(queries.all());
    return new BoardEditPage(
        node(tree, row), form(HOME + "/" + row.id(), tree, row.id(), wanted, faults), warned);
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
