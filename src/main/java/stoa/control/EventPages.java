package stoa.control;

import stoa.base.Paging;
import stoa.base.Refused;
import stoa.base.bus.DeadLetter;
import stoa.base.bus.Events;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Where administrators see which effects of changes have failed. */
final class EventPages {
  private static final String HOME = "/admin/events";
  private static final int PAGE = 50;

  private final Events events;

  EventPages(Events events) {
    this.events = events;
  }

  Answer list(Visit visit, Request request) {
    int page = request.page();
    var paging = Paging.of(page, events.parkedCount(), PAGE);
    if (page > paging.pages()) {
      throw Refused.notFound();
    }
    var failed = events.parked((page - 1) * PAGE, PAGE).stream().map(EventPages::row).toList();
    return Answer.page(new EventsPage(events.states(), failed, paging));
  }

  private static EventsPage.Failed row(DeadLetter parked) {
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

  Answer retry(Visit visit, Request request) {
    events.retry(request.part("consumer"), event(request));
    return Answer.seeOther(HOME).flash("flash.eventsRetried");
  }

  Answer retryAll(Visit visit, Request request) {
    events.parked(0, PAGE).forEach(one -> events.retry(one.consumer(), one.eventId()));
    return Answer.seeOther(HOME).flash("flash.eventsRetried");
  }

  Answer drop(Visit visit, Request request) {
    events.drop(request.part("consumer"), event(request));
    return Answer.seeOther(HOME).flash("flash.eventDropped");
  }

  private static long event(Request request) {
    String id = request.part("event");
    if (!id.matches("[0-9]{1,18}")) {
      throw Refused.notFound();
    }
    return Long.parseLong(id);
  }
}
