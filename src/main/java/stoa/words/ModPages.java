package stoa.words;

import stoa.base.Paging;
import stoa.base.view.Pager;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.topic.PendingPosts;

/** Where moderators decide about posts that wait or were flagged. */
final class ModPages {
  private static final int PAGE = 30;

  private final WordLists words;
  private final HitQueries queries;
  private final PendingPosts posts;

  ModPages(WordLists words, HitQueries queries, PendingPosts posts) {
    this.words = words;
    this.queries = queries;
    this.posts = posts;
  }

  Answer list(Visit visit, Request request) {
    int page = request.page();
    long count = queries.openPosts();
    var pager = new Pager(Paging.of(page, count, PAGE), "/mod", "?page=");
    return Answer.page(new ModPage(count, queries.open(page, PAGE), pager));
  }

  Answer approve(Visit visit, Request request) {
    words.approve(visit.member(), request.id(), posts);
    return decided();
  }

  Answer remove(Visit visit, Request request) {
    words.remove(visit.member(), request.id(), posts);
    return decided();
  }

  private static Answer decided() {
    return Answer.seeOther("/mod").flash("notice.decided");
  }
}
