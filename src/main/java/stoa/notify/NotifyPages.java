package stoa.notify;

import java.util.Arrays;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.tree.Boards;
import stoa.watch.NotificationKind;
import stoa.watch.WatchLevel;

/** The list of notifications, what of them is wanted, and what is watched. */
final class NotifyPages {
  private static final int ROWS = 100;

  private final Boards boards;
  private final Notifications notifications;
  private final NotificationQueries queries;

  NotifyPages(Boards boards, Notifications notifications, NotificationQueries queries) {
    this.boards = boards;
    this.notifications = notifications;
    this.queries = queries;
  }

  Answer list(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    String before = request.query("before");
    Long from = before == null ? null : Long.valueOf(whole(before));
    var returned = queries.returned(member.id());
    return Answer.page(NotificationsPage.of(returned, queries.list(member, from, ROWS), ROWS));
  }

  Answer forgetReturned(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    queries.forgetReturned(member.id(), request.id());
    return Answer.seeOther("/notifications");
  }

  Answer readAll(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    notifications.readAll(member, whole(request.form().raw("up_to")));
    return Answer.seeOther("/notifications");
  }

  private static long whole(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new Refused(new Refusal.Malformed(Message.of("error.400.text")));
    }
    return Long.parseLong(text);
  }

  Answer choices(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    var lines = queries.choices(member.id()).stream().map(ChoicesPage.Line::of).toList();
    return Answer.page(new ChoicesPage(lines));
  }

  Answer choose(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    var form = request.form();
    notifications.choose(
        member,
        Arrays.stream(NotificationKind.values())
            .map(kind ->
                new Choice(
                    kind,
                    !kind.optionalOnSite() || !form.raw("site_" + kind.label()).isEmpty(),
                    !form.raw("mail_" + kind.label()).isEmpty()))
            .toList());
    return Answer.seeOther("/settings/notifications").flash("flash.saved");
  }

  Answer watchTopic(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    return Answer.seeOther(notifications.watchTopic(member, request.id(), level(request)));
  }

  Answer watchBoard(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    var board = boards.named(member, request);
    notifications.watchBoard(member, board.id(), level(request));
    return Answer.seeOther(board.url());
  }

  private static WatchLevel level(Request request) {
    String asked = request.form().raw("level");
    return Arrays.stream(WatchLevel.values())
        .filter(level -> level.name().equals(asked))
        .findFirst()
        .orElseThrow(() -> new Refused(new Refusal.Malformed(Message.of("error.400.text"))));
  }
}
