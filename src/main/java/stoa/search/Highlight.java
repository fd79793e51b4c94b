package stoa.search;

import java.util.List;
import stoa.base.view.Views;

/** A piece of text, and whether it is what was looked for. */
record Highlight(String text, boolean marked) {
  /** All of them, for a page: a template's loop over hundreds of them costs more than the rest. */
  static String html(List<Highlight> parts) {
    var html = new StringBuilder();
    for (var part : parts) {
      html.append(part.marked() ? "<mark>" : "");
      html.append(Views.escaped(part.text()));
      html.append(part.marked() ? "</mark>" : "");
    }
    return html.toString();
  }
}
