package stoa.feed;

import io.javalin.router.JavalinDefaultRoutingApi;
import stoa.access.Access;
import stoa.base.Message;
import stoa.base.config.Settings;
import stoa.base.db.Db;
import stoa.base.web.Messages;
import stoa.base.web.PageCopies;
import stoa.base.web.Site;

/** Atom feeds of the newest posts: of the forum, a board, a topic. */
public final class FeedFeature {
  private final Access access;
  private final FeedQueries queries;
  private final AtomText atom;
  private final FeedPages.Names names;

  public FeedFeature(Db db, Access access, Settings.Site site, Messages messages) {
    this.access = access;
    this.queries = new FeedQueries(db, access);
    String nobody = messages.text(site.language(), Message.of("post.nobody"));
    this.atom = new AtomText(site.url(), site.title(), nobody);
    this.names =
        new FeedPages.Names(
            messages.text(site.language(), Message.of("list.latest")), site.url().toString());
  }

  /** Before those of boards and topics, whose addresses are the same but for the ending. */
  public void routes(JavalinDefaultRoutingApi routes, Site site, PageCopies copies) {
    var pages = new FeedPages(site, access, queries, atom, names);
    routes.get("/latest.atom", copies.keepForAll(pages::latest));
    routes.get("/b/{slug}.atom", copies.keepForAll(pages::board));
    routes.get("/t/{id}.atom", copies.keepForAll(pages::topic));
  }
}
