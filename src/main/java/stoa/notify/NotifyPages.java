package stoa.notify;

import io.javalin.http.Context;
import java.util.Arrays;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.web.Form;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.base.web.Urls;
import stoa.watch.WatchLevel;

/** The list of notifications, what of them is wanted, and what is watched. */
final class NotifyPages {
  private static final int ROWS = 100;

  private final Site site;
  private final Notices notices;
  private final NoticeQueries queries;

  NotifyPages(Site site, Notices notices, NoticeQueries queries) {
    this.site = site;
    this.notices = notices;
    this.queries = queries;
  }

  void list(Context context) {
    Viewer.Member member = site.viewer(context).member();
    String before = context.queryParam("before");
    Long from = before == null ? null : Long.valueOf(whole(before));
    var returned = queries.returned(member.id());
    site.show(context, NoticesPage.of(returned, queries.list(member, from, ROWS), ROWS));
  }

  void forgetReturned(Context context) {
    Viewer.Member member = site.viewer(context).member();
    queries.forgetReturned(member.id(), Params.id(context));
    site.seeOther(context, "/notifications");
  }

  void readAll(Context context) {
    Viewer.Member member = site.viewer(context).member();
    notices.readAll(member, whole(Form.of(context).raw("up_to")));
    site.seeOther(context, "/notifications");
  }

  private static long whole(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new Refused(new Refusal.Malformed(Message.of("error.400.text")));
    }
    return Long.parseLong(text);
  }

  void choices(Context context) {
    Viewer.Member member = site.viewer(context).member();
    var lines = queries.choices(member.id()).stream().map(ChoicesPage.Line::of).toList();
    site.show(context, new ChoicesPage(lines));
  }

  void choose(Context context) {
    Viewer.Member member = site.viewer(context).member();
    var form = Form.of(context);
    notices.choose(
        member,
        Arrays.stream(NoticeKind.values())
            .map(kind ->
                new Choice(
                    kind,
                    !kind.optionalOnSite() || !form.raw("site_" + kind.label()).isEmpty(),
                    !form.raw("mail_" + kind.label()).isEmpty()))
            .toList());
    site.notice(context, "notice.saved");
    site.seeOther(context, "/settings/notifications");
  }

  void watchTopic(Context context) {
    Viewer.Member member = site.viewer(context).member();
    site.seeOther(context, notices.watchTopic(member, Params.id(context), level(context)));
  }

  void watchBoard(Context context) {
    Viewer.Member member = site.viewer(context).member();
    String slug = context.pathParam("slug");
    notices.watchBoard(member, slug, level(context));
    site.seeOther(context, Urls.board(slug));
  }

  private static WatchLevel level(Context context) {
    String asked = Form.of(context).raw("level");
    return Arrays.stream(WatchLevel.values())
        .filter(level -> level.name().equals(asked))
        .findFirst()
        .orElseThrow(() -> new Refused(new Refusal.Malformed(Message.of("error.400.text"))));
  }
}
