package stoa.control;

import io.javalin.http.Context;
import stoa.base.Paging;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.bus.Events;
import stoa.base.bus.Parked;
import stoa.base.web.Params;
import stoa.base.web.Site;

/** Where administrators see which effects of changes have failed. */
final class EventPages {
  private static final String HOME = "/admin/events";
  private static final int PAGE = 50;

  private final Site site;
  private final Events events;

  EventPages(Site site, Events events) {
    this.site = site;
    this.events = events;
  }

  void list(Context context) {
    var _ = site.administrator(context);
    int page = Params.page(context);
    var paging = Paging.of(page, events.parkedCount(), PAGE);
    var failed = events.parked((page - 1) * PAGE, PAGE).stream().map(EventPages::row).toList();
    site.show(context, new EventsPage(events.states(), failed, paging));
  }

  private static EventsPage.Failed row(Parked parked) {
    String url = HOME + "/" + parked.consumer() + "/" + parked.eventId();
    return new EventsPage.Failed(
        parked.consumer(),
        parked.eventId(),
        parked.kind(),
        parked.body(),
        parked.at(),
        parked.attempts(),
        parked.fault(),
        url + "/retry",
        url + "/drop");
  }

  void retry(Context context) {
    var _ = site.administrator(context);
    events.retry(context.pathParam("consumer"), event(context));
    site.notice(context, "notice.eventsRetried");
    site.seeOther(context, HOME);
  }

  void retryAll(Context context) {
    var _ = site.administrator(context);
    events.parked(0, PAGE).forEach(one -> events.retry(one.consumer(), one.eventId()));
    site.notice(context, "notice.eventsRetried");
    site.seeOther(context, HOME);
  }

  void drop(Context context) {
    var _ = site.administrator(context);
    events.drop(context.pathParam("consumer"), event(context));
    site.notice(context, "notice.eventDropped");
    site.seeOther(context, HOME);
  }

  private static long event(Context context) {
    String id = context.pathParam("event");
    if (!id.matches("[0-9]{1,18}")) {
      throw new Refused(new Refusal.NotFound());
    }
    return Long.parseLong(id);
  }
}
