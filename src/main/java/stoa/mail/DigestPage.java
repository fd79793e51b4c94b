package stoa.mail;

import java.util.List;
import stoa.base.view.View;

/** How often a member wants to read what is new by mail. */
record DigestPage(String chosen) implements View {
  static final List<String> CHOICES = List.of("NONE", "DAILY", "WEEKLY");

  public List<String> choices() {
    return CHOICES;
  }

  @Override
  public String template() {
    return "mail/digest";
  }
}
