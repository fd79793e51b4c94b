package stoa.control;

import java.time.Instant;
import java.util.List;
import stoa.base.Paging;
import stoa.base.bus.Events;
import stoa.base.view.Pager;
import stoa.base.view.View;

/** How the effects of changes are doing, and which of them have failed. */
record EventsPage(List<Events.State> states, List<Failed> failed, Paging paging) implements View {
  EventsPage {
    states = List.copyOf(states);
    failed = List.copyOf(failed);
  }

  record Failed(
      String consumer,
      long id,
      String kind,
      String body,
      Instant at,
      int attempts,
      String fault,
      String retryUrl,
      String dropUrl) {}

  public Pager pager() {
    return new Pager(paging, "/admin/events", "?page=");
  }

  @Override
  public String template() {
    return "control/events";
  }
}
