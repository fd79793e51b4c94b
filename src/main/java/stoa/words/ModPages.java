package stoa.words;

import io.javalin.http.Context;
import stoa.access.Act;
import stoa.base.Paging;
import stoa.base.Viewer;
import stoa.base.web.Pager;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.topic.HeldPosts;

/** Where moderators decide about posts that wait or were flagged. */
final class ModPages {
  private static final int PAGE = 30;

  private final Site site;
  private final Words words;
  private final HitQueries queries;
  private final HeldPosts posts;

  ModPages(Site site, Words words, HitQueries queries, HeldPosts posts) {
    this.site = site;
    this.words = words;
    this.queries = queries;
    this.posts = posts;
  }

  void list(Context context) {
    var _ = moderator(context);
    int page = Params.page(context);
    long count = queries.openPosts();
    var pager = new Pager(Paging.of(page, count, PAGE), "/mod", "?page=");
    site.show(context, new ModPage(count, queries.open(page, PAGE), pager));
  }

  void approve(Context context) {
    words.approve(moderator(context), Params.id(context), posts);
    decided(context);
  }

  void remove(Context context) {
    words.remove(moderator(context), Params.id(context), posts);
    decided(context);
  }

  private Viewer.Member moderator(Context context) {
    return Act.APPROVE.require(site.viewer(context));
  }

  private void decided(Context context) {
    site.notice(context, "notice.decided");
    site.seeOther(context, "/mod");
  }
}
