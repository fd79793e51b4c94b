package stoa.spool;

import stoa.base.view.View;

/** Says that a text is safe and will appear, and shows it. */
record SpooledPage(String title, String body, String path) implements View {
  @Override
  public String template() {
    return "spool/spooled";
  }
}
