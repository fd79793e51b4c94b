package stoa.board;

import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.SeenBy;
import stoa.access.Viewer;
import stoa.base.Paging;
import stoa.base.Refused;
import stoa.base.view.Crumb;
import stoa.base.view.Pager;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Variant;
import stoa.base.web.Visit;
import stoa.event.Tags;
import stoa.topic.TopicLists;
import stoa.topic.TopicLists.Sort;
import stoa.topic.TopicRow;
import stoa.tree.Board;
import stoa.tree.BoardTree;
import stoa.tree.Boards;
import stoa.watch.WatchLevel;

/** The index and the boards. */
final class BoardPages {
  /** Topics beside the index. */
  private static final int NEWEST = 8;

  private final Access access;
  private final Boards boards;
  private final BoardQueries queries;
  private final TopicLists topics;
  private final LongSupplier members;

  BoardPages(
      Access access, Boards boards, BoardQueries queries, TopicLists topics, LongSupplier members) {
    this.access = access;
    this.boards = boards;
    this.queries = queries;
    this.topics = topics;
    this.members = members;
  }

  Answer index(Visit visit, Request request) {
    var tree = new CountedTree(boards.tree(visit.viewer()), queries.counts());
    return Answer.page(
            new IndexPage(
                tree.categories(),
                tree.strays(),
                topics.latest(visit.viewer(), 1).stream().limit(NEWEST).toList(),
                tree.topics(),
                tree.posts(),
                members.getAsLong(),
                tree.isEmpty()))
        .at("/")
        .shows(Set.of(Tags.BOARDS, Tags.LATEST));
  }

  Answer board(Visit visit, Request request) {
    var board = boards.named(visit.viewer(), request);
    return Boards.moved(board, request, "").orElseGet(() -> page(visit, request, board));
  }

  private Answer page(Visit visit, Request request, Board board) {
    var tree = boards.tree(visit.viewer());
    var counted = new CountedTree(tree, queries.counts());
    boolean category = board.category();
    Sort sort = Sort.of(request.query("sort"));
    int page = request.page();
    var paging = Paging.of(page, counted.of(board).topics(), TopicLists.SIZE);
    if (page > paging.pages()) {
      throw Refused.notFound();
    }
    List<TopicRow> rows =
        category ? List.of() : topics.ofBoard(visit.viewer(), board.id(), sort, page);
    String url = board.url();
    String query = sort == Sort.ACTIVE ? "?page=" : "?sort=" + sort.word() + "&page=";
    var pager = new Pager(paging, url, query);
    boolean closed = board.closed();
    return Answer.page(
            new BoardPage(
                new BoardPage.Head(
                    board.title(),
                    url,
                    board.description(),
                    category,
                    closed,
                    !category && !closed && Act.OPEN.offeredTo(visit.viewer(), board.id()),
                    parents(tree, board)),
                counted.boards(board.id()),
                rows,
                sort.word(),
                pager,
                visit.viewer() instanceof Viewer.Member member && !category
                    ? visit
                        .variant()
                        .map(WatchLevel::valueOf)
                        .orElseGet(() -> queries.level(board.id(), member))
                    : null,
                Act.SEE_HIDDEN.allowedTo(visit.viewer(), board.id())
                    ? SeenBy.of(access.rules(), board.id()).shownTo(visit.viewer())
                    : null))
        .at(page == 1 ? url : pager.url(page))
        .shows(Set.of(Tags.BOARDS, Tags.board(board.id())));
  }

  /** How the member watches the board. */
  Variant variant(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    var board = boards.tree(member).named(request.part("slug"));
    var tags = Set.of(Tags.TREE, Tags.member(member.id()));
    boolean category = board.isEmpty() || board.get().category();
    return Variant.word(category ? "" : queries.level(board.get().id(), member).name(), tags);
  }

  private static List<Crumb> parents(BoardTree tree, Board board) {
    return tree.path(board.id()).steps().stream()
        .filter(step -> step.id() != board.id())
        .map(Board::crumb)
        .toList();
  }
}
