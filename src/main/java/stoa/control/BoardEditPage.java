package stoa.control;

import stoa.base.view.View;

/** One category or board: rename, describe, move elsewhere, close. */
record BoardEditPage(BoardsPage.Node node, BoardsPage.NodeForm form, boolean warned)
    implements View {
  @Override
  public String template() {
    return "control/board";
  }
}
