package stoa.base.web;

import java.util.List;
import stoa.base.Message;

/**
 * What a visitor sees when a request is refused or fails: what happened, what to do, the request
 * id.
 *
 * @param kept texts the visitor had sent, so that nothing written is lost; mostly empty
 */
public record ErrorPage(int status, Message title, Message text, List<String> kept)
    implements View {
  public ErrorPage {
    kept = List.copyOf(kept);
  }

  @Override
  public String template() {
    return "layout/error";
  }
}
