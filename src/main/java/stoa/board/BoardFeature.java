package stoa.board;

import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.function.LongSupplier;
import stoa.base.cache.Caches;
import stoa.base.db.Db;
import stoa.base.web.PageCopies;
import stoa.base.web.Site;
import stoa.topic.TopicLists;

/** The index and the boards. */
public final class BoardFeature {
  private final BoardQueries queries;
  private final TopicLists topics;
  private final LongSupplier members;

  /**
   * @param members how many members the index names
   */
  public BoardFeature(Db db, Caches caches, TopicLists topics, LongSupplier members) {
    this.queries = new BoardQueries(db, caches);
    this.topics = topics;
    this.members = members;
  }

  public void routes(JavalinDefaultRoutingApi routes, Site site, PageCopies copies) {
    var pages = new BoardPages(site, queries, topics, members);
    routes.get("/", copies.keep(pages::index));
    routes.get("/b/{slug}", copies.keep(pages::board, pages::tie));
  }
}
