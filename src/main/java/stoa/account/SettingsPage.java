package stoa.account;

import java.util.List;
import stoa.base.view.Field;
import stoa.base.view.View;

/**
 * A member's own settings: language, the text about themselves, the password, the devices signed
 * in.
 */
record SettingsPage(
    Field email,
    List<Choice> languages,
    Field about,
    Field currentPassword,
    Field oldPassword,
    Field newPassword,
    List<Device> devices)
    implements View {
  SettingsPage {
    languages = List.copyOf(languages);
    devices = List.copyOf(devices);
  }

  /**
   * @param value a language tag, or empty for "as the browser asks"; {@code label} in its own
   *     language
   */
  record Choice(String value, String label, boolean chosen) {}

  /** One session: when it began, when it was last used. */
  record Device(java.time.Instant since, java.time.Instant seen, boolean here) {}

  @Override
  public String template() {
    return "account/settings";
  }
}
