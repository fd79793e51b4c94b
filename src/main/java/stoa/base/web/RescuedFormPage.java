package stoa.base.web;

import java.util.List;
import stoa.base.Message;
import stoa.base.view.View;

/**
 * A form that could not be taken, with everything the member wrote, ready to be sent again.
 *
 * @param why what stood in the way
 * @param action where the form goes
 */
public record RescuedFormPage(Message why, String action, List<KeptField> fields) implements View {
  public RescuedFormPage {
    fields = List.copyOf(fields);
  }

  /** One field; {@code label} is a message key, {@code kind} is "text", "area" or "hidden". */
  public record KeptField(String name, String label, String kind, String value) {}

  @Override
  public String template() {
    return "layout/kept";
  }

  @Override
  public boolean hasForm() {
    return true;
  }
}
