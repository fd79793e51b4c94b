package stoa.base.config;

import java.util.List;

/** The settings as an operator reads them: the file that documents them, and what is in force. */
public final class SettingsText {
  private static final String HEAD =
      """
      # Settings of Stoa. Every key stands here with its default; take the # away to change one.
      # The environment overrides this file: http.port is STOA_HTTP_PORT. An unknown key or a value
      # that is not allowed stops the start. `stoa.jar config` prints what is in force and from where.
      # A line is "key = value"; a backslash is a backslash; a comment has a line of its own.
      """;

  private SettingsText() {}

  /** What {@code config/stoa.properties} has to say; a test keeps it so. */
  public static String file() {
    var text = new StringBuilder(HEAD);
    String section = "";
    for (var setting : SettingsLoader.keys()) {
      String begins = setting.key().substring(0, setting.key().indexOf('.'));
      text.append(begins.equals(section) ? "" : "\n");
      section = begins;
      text.append("# ").append(setting.doc());
      text.append(setting.allowed().isEmpty() ? "" : " Allowed: " + setting.allowed() + ".");
      text.append("\n#").append((setting.key() + " = " + setting.standard()).strip()).append('\n');
    }
    return text.toString();
  }

  /** A line for each key: its value, and behind it where that came from. */
  public static String inForce(List<Setting> all) {
    int key = all.stream().mapToInt(one -> one.key().length()).max().orElse(0);
    int value = all.stream().mapToInt(one -> one.value().length()).max().orElse(0);
    var text = new StringBuilder();
    for (var one : all) {
      text.append(one.key()).append(" ".repeat(key - one.key().length()));
      text.append(" = ").append(one.value()).append(" ".repeat(value - one.value().length()));
      text.append("  # ").append(one.source()).append('\n');
    }
    return text.toString();
  }
}
