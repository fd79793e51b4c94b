package stoa.tree;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import stoa.access.Audience;
import stoa.access.Viewer;
import stoa.base.Refused;
import stoa.base.cache.Caches;
import stoa.base.cache.TaggedCache;
import stoa.base.db.Db;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.event.Tags;

/** The boards as they are now, and the one way to find what an address calls a board. */
public final class Boards {
  private static final Duration LIVE = Duration.ofSeconds(30);

  /** Of more, trees are read anew. */
  private static final long AUDIENCES = 64;

  private final TreeQueries queries;
  private final TaggedCache<BoardTree> copies;

  public Boards(Db db, Caches caches) {
    this.queries = new TreeQueries(db);
    this.copies = caches.tagged("board_tree", LIVE, AUDIENCES, (_, _) -> 1);
  }

  /** Those that the viewer sees. */
  public BoardTree tree(Viewer viewer) {
    Audience audience = viewer.rights().audience();
    return copies.get(
        audience.key(),
        () -> new TaggedCache.Made<>(all().seen(audience.sees()), Set.of(Tags.TREE)));
  }

  private BoardTree all() {
    return copies.get("", () -> new TaggedCache.Made<>(queries.tree(), Set.of(Tags.TREE)));
  }

  /**
   * The board of an address. A form that was opened before the board got another slug is sent to
   * the slug of then, and goes through.
   *
   * @throws Refused as not found where no board that they see has the slug or had it before
   */
  public Board named(Viewer viewer, Request request) {
    return tree(viewer).named(request.part("slug")).orElseThrow(Refused::notFound);
  }

  /**
   * Where a page is that was asked for under a former slug: at the same place below the new one.
   *
   * @param ending what comes behind the slug
   */
  public static Optional<Answer> moved(Board board, Request request, String ending) {
    if (board.slug().equals(request.part("slug"))) {
      return Optional.empty();
    }
    String query = request.queryString();
    return Optional.of(Answer.moved(board.url() + ending + (query == null ? "" : "?" + query)));
  }
}
