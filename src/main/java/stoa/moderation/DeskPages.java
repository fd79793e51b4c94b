package stoa.moderation;

import stoa.base.Paging;
import stoa.base.Refused;
import stoa.base.view.Pager;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Where moderators decide about posts that are pending or were flagged. */
final class DeskPages {
  private static final int PAGE = 30;

  private final Desk desk;
  private final DeskQueries queries;

  DeskPages(Desk desk, DeskQueries queries) {
    this.desk = desk;
    this.queries = queries;
  }

  Answer list(Visit visit, Request request) {
    int page = request.page();
    long count = queries.openPosts(visit.viewer());
    var paging = Paging.of(page, count, PAGE);
    if (page > paging.pages()) {
      throw Refused.notFound();
    }
    var pager = new Pager(paging, "/mod", "?page=");
    return Answer.page(new DeskPage(count, queries.open(visit.viewer(), page, PAGE), pager));
  }

  Answer approve(Visit visit, Request request) {
    desk.approve(visit.member(), request.id());
    return decided();
  }

  Answer remove(Visit visit, Request request) {
    desk.remove(visit.member(), request.id());
    return decided();
  }

  private static Answer decided() {
    return Answer.seeOther("/mod").flash("flash.decided");
  }
}
