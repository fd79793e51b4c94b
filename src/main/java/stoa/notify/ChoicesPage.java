package stoa.notify;

import java.util.List;
import stoa.base.view.View;

/** What a member wants to be notified of, and how. */
record ChoicesPage(List<Line> lines) implements View {
  ChoicesPage {
    lines = List.copyOf(lines);
  }

  record Line(String kind, String label, boolean onSite, boolean byMail, boolean optionalOnSite) {
    static Line of(Choice choice) {
      return new Line(
          choice.kind().label(),
          "notify.kind." + choice.kind().label(),
          choice.onSite(),
          choice.byMail(),
          choice.kind().optionalOnSite());
    }
  }

  @Override
  public String template() {
    return "notify/choices";
  }
}
