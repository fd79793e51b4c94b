package stoa.base.web;

import java.util.List;

/**
 * A form that came back because the session or its token had expired: everything the member wrote,
 * ready to be sent again.
 *
 * @param action where the form goes
 * @param token the address of the kept text
 */
public record KeptPage(String action, String token, List<KeptField> fields) implements View {
  public KeptPage {
    fields = List.copyOf(fields);
  }

  /** One field; {@code label} is a message key, {@code kind} is "text", "area" or "hidden". */
  public record KeptField(String name, String label, String kind, String value) {}

  @Override
  public String template() {
    return "layout/kept";
  }
}
