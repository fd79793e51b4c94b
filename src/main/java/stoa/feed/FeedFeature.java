package stoa.feed;

import stoa.base.Message;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Services;

/** Atom feeds of the newest posts: of the forum, a board, a topic. */
public final class FeedFeature implements Feature {
  private final Services services;
  private final FeedQueries queries;
  private final AtomText atom;
  private final FeedPages.Names names;

  public FeedFeature(Services services) {
    this.services = services;
    this.queries = new FeedQueries(services.db(), services.access());
    var site = services.settings().site();
    var messages = services.messages();
    String nobody = messages.text(site.language(), Message.of("post.nobody"));
    this.atom = new AtomText(site.url(), site.title(), nobody);
    this.names =
        new FeedPages.Names(
            messages.text(site.language(), Message.of("list.latest")), site.url().toString());
  }

  @Override
  public void routes(Routes routes) {
    var pages = new FeedPages(services.access(), services.boards(), queries, atom, names);
    routes.page("/latest.atom", pages::latest).cachedForAll();
    routes.page("/b/{slug}.atom", pages::board).cachedForAll();
    routes.page("/t/{id}.atom", pages::topic).cachedForAll();
  }
}
