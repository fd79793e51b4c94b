package stoa.board;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import stoa.base.Paging;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.cache.Tags;
import stoa.base.web.Pager;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.base.web.Ties;
import stoa.base.web.Urls;
import stoa.topic.TopicLists;
import stoa.topic.TopicLists.Sort;
import stoa.topic.TopicRow;
import stoa.watch.WatchLevel;

/** The index and the boards. */
final class BoardPages {
  private final Site site;
  private final BoardQueries queries;
  private final TopicLists topics;
  private final LongSupplier members;

  BoardPages(Site site, BoardQueries queries, TopicLists topics, LongSupplier members) {
    this.site = site;
    this.queries = queries;
    this.topics = topics;
    this.members = members;
  }

  void index(Context context) {
    var tree = new BoardTree(queries.all());
    site.shows(context, Set.of(Tags.BOARDS));
    site.show(
        context,
        new IndexPage(
            tree.categories(), tree.topics(), tree.posts(), members.getAsLong(), tree.isEmpty()),
        "/");
  }

  void board(Context context) {
    String slug = context.pathParam("slug");
    var tree = new BoardTree(queries.all());
    var found = tree.bySlug(slug);
    if (found.isEmpty()) {
      String now = queries.currentSlug(slug).orElseThrow(BoardPages::notFound);
      site.moved(context, Urls.board(now));
      return;
    }
    var board = found.get();
    boolean category = board.parentId() == null;
    Sort sort = Sort.of(context.queryParam("sort"));
    int page = Params.page(context);
    var paging = Paging.of(page, board.topics(), TopicLists.SIZE);
    if (page > paging.pages()) {
      throw notFound();
    }
    List<TopicRow> rows = category ? List.of() : topics.ofBoard(board.id(), sort, page);
    String url = Urls.board(slug);
    String query = sort == Sort.ACTIVE ? "?page=" : "?sort=" + sort.word() + "&page=";
    var pager = new Pager(paging, url, query);
    boolean closed = tree.closed(board);
    site.shows(context, Set.of(Tags.BOARDS, Tags.board(board.id())));
    site.show(
        context,
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
            site.viewer(context) instanceof Viewer.Member member && !category
                ? site.tie(context)
                    .map(WatchLevel::valueOf)
                    .orElseGet(() -> queries.level(board.id(), member))
                : null),
        page == 1 ? url : pager.url(page));
  }

  /** How the member watches the board. */
  Ties.Tie tie(Context context, Viewer.Member member) {
    var board = new BoardTree(queries.all()).bySlug(context.pathParam("slug"));
    var tags = Set.of(Tags.TREE, Tags.member(member.id()));
    boolean category = board.isEmpty() || board.get().parentId() == null;
    return Ties.Tie.word(category ? "" : queries.level(board.get().id(), member).name(), tags);
  }

  private static Refused notFound() {
    return new Refused(new Refusal.NotFound());
  }
}
