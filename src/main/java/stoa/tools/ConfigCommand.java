package stoa.tools;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stoa.base.config.SettingsText;

@Command(
    name = "config",
    description = "Print the settings in force, secrets masked, and where each came from.")
final class ConfigCommand implements Callable<Integer> {
  private final ServeCommand root;
  private final Terminal terminal;

  @Option(
      names = "--defaults",
      description = "Print a settings file that documents every key instead.")
  private boolean defaults;

  ConfigCommand(ServeCommand root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal
        .out()
        .print(defaults ? SettingsText.file() : SettingsText.inForce(root.loaded().all()));
    return 0;
  }
}
