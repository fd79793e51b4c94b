package stoa.feed;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Set;
import stoa.access.Access;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.cache.Tags;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.base.web.Urls;

/** Feeds: the same for everybody, in the forum's own language. */
final class FeedPages {
  private static final String ENDING = ".atom";

  private final Site site;
  private final Access access;
  private final FeedQueries queries;
  private final AtomText atom;
  private final Names names;

  /**
   * @param latest what the feed of all boards is called
   * @param url the forum's outside address
   */
  record Names(String latest, String url) {}

  FeedPages(Site site, Access access, FeedQueries queries, AtomText atom, Names names) {
    this.site = site;
    this.access = access;
    this.queries = queries;
    this.atom = atom;
    this.names = names;
  }

  void latest(Context context) {
    String self = "/latest" + ENDING;
    site.shows(context, Set.of(Tags.LATEST));
    // A forum has no day on which it began, which a tag would want.
    send(
        context,
        new Feed(
            names.url() + self, self, "/latest", names.latest(), Instant.EPOCH, queries.latest()));
  }

  void board(Context context) {
    String slug = context.pathParam("slug");
    var board = queries.board(slug).orElseThrow(FeedPages::notFound);
    String page = Urls.board(board.slug());
    if (!board.slug().equals(slug)) {
      site.moved(context, page + ENDING);
      return;
    }
    site.shows(context, Set.of(Tags.BOARDS, Tags.board(board.id())));
    send(
        context,
        new Feed(
            atom.tag("board/" + board.id(), board.created()),
            page + ENDING,
            page,
            board.title(),
            board.created(),
            queries.ofBoard(board.id())));
  }

  void topic(Context context) {
    var topic = access.topic(Access.EVERYBODY, Params.id(context));
    String id = "/t/" + topic.id();
    site.shows(context, Set.of(Tags.topic(topic.id())));
    send(
        context,
        new Feed(
            atom.tag(id, topic.created()),
            id + ENDING,
            Urls.topic(topic.id(), topic.slug()),
            topic.title(),
            topic.created(),
            queries.ofTopic(topic.id())));
  }

  private void send(Context context, Feed feed) {
    site.send(context, AtomText.TYPE, atom.of(feed));
  }

  private static Refused notFound() {
    return new Refused(new Refusal.NotFound());
  }
}
