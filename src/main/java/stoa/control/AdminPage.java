package stoa.control;

import stoa.base.view.View;

/** The administrator's front page: what there is, and what runs. */
record AdminPage(
    long members,
    long topics,
    long posts,
    String version,
    String database,
    boolean embedded,
    boolean mailing,
    long failedEvents)
    implements View {
  @Override
  public String template() {
    return "control/admin";
  }
}
