package stoa.board;

import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import stoa.base.Paging;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.cache.Tags;
import stoa.base.view.Pager;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Variant;
import stoa.base.web.Visit;
import stoa.topic.TopicLists;
import stoa.topic.TopicLists.Sort;
import stoa.topic.TopicRow;
import stoa.watch.WatchLevel;

/** The index and the boards. */
final class BoardPages {
  private final BoardQueries queries;
  private final TopicLists topics;
  private final LongSupplier members;

  BoardPages(BoardQueries queries, TopicLists topics, LongSupplier members) {
    this.queries = queries;
    this.topics = topics;
    this.members = members;
  }

  Answer index(Visit visit, Request request) {
    var tree = new BoardTree(queries.all());
    return Answer.page(
            new IndexPage(
                tree.categories(),
                tree.topics(),
                tree.posts(),
                members.getAsLong(),
                tree.isEmpty()))
        .at("/")
        .shows(Set.of(Tags.BOARDS));
  }

  Answer board(Visit visit, Request request) {
    String slug = request.part("slug");
    var tree = new BoardTree(queries.all());
    var found = tree.bySlug(slug);
    if (found.isEmpty()) {
      String now = queries.currentSlug(slug).orElseThrow(BoardPages::notFound);
      return Answer.moved(Urls.board(now));
    }
    var board = found.get();
    boolean category = board.parentId() == null;
    Sort sort = Sort.of(request.query("sort"));
    int page = request.page();
    var paging = Paging.of(page, board.topics(), TopicLists.SIZE);
    if (page > paging.pages()) {
      throw notFound();
    }
    List<TopicRow> rows = category ? List.of() : topics.ofBoard(board.id(), sort, page);
    String url = Urls.board(slug);
    String query = sort == Sort.ACTIVE ? "?page=" : "?sort=" + sort.word() + "&page=";
    var pager = new Pager(paging, url, query);
    boolean closed = tree.closed(board);
    return Answer.page(
            new BoardPage(
                board.id(),
                board.title(),
                url,
                board.description(),
                category,
                closed,
                !category && !closed,
                tree.crumbs(board),
                tree.boards(board.id()),
                rows,
                sort.word(),
                pager,
                visit.viewer() instanceof Viewer.Member member && !category
                    ? visit
                        .variant()
                        .map(WatchLevel::valueOf)
                        .orElseGet(() -> queries.level(board.id(), member))
                    : null))
        .at(page == 1 ? url : pager.url(page))
        .shows(Set.of(Tags.BOARDS, Tags.board(board.id())));
  }

  /** How the member watches the board. */
  Variant variant(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    var board = new BoardTree(queries.all()).bySlug(request.part("slug"));
    var tags = Set.of(Tags.TREE, Tags.member(member.id()));
    boolean category = board.isEmpty() || board.get().parentId() == null;
    return Variant.word(category ? "" : queries.level(board.get().id(), member).name(), tags);
  }

  private static Refused notFound() {
    return Refused.notFound();
  }
}
