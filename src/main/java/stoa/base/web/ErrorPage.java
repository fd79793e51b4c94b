package stoa.base.web;

import stoa.base.Message;
import stoa.base.view.View;

/** What a visitor sees when a request is refused or fails: what happened, and what they can do. */
public record ErrorPage(int status, Message title, Message text) implements View {
  @Override
  public String template() {
    return "layout/error";
  }
}
