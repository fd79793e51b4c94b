package stoa.board;

import java.util.function.LongSupplier;
import stoa.access.Access;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Services;
import stoa.topic.TopicLists;
import stoa.tree.Boards;

/** The index and the boards. */
public final class BoardFeature implements Feature {
  private final Access access;
  private final Boards boards;
  private final BoardQueries queries;
  private final TopicLists topics;
  private final LongSupplier members;

  /**
   * @param members how many members the index names
   */
  public BoardFeature(Services services, TopicLists topics, LongSupplier members) {
    this.access = services.access();
    this.boards = services.boards();
    this.queries = new BoardQueries(services.db(), access, services.caches());
    this.topics = topics;
    this.members = members;
  }

  @Override
  public void routes(Routes routes) {
    var pages = new BoardPages(access, boards, queries, topics, members);
    routes.page("/", pages::index).cached();
    routes.page("/b/{slug}", pages::board).cached().query("sort", "page").variants(pages::variant);
  }
}
