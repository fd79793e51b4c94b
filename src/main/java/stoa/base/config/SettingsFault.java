package stoa.base.config;

import java.util.List;

/** All that is wrong with the settings, a line each; the start stops before anything is opened. */
public final class SettingsFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  public SettingsFault(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  public List<String> lines() {
    return lines;
  }
}
