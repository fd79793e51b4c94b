package stoa;

import java.nio.file.Path;
import stoa.base.config.SettingsLoader;
import stoa.tools.Commands;
import stoa.tools.Terminal;

/** Turns arguments into a command and its exit code. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var loader = new SettingsLoader(Path.of(""), System.getenv());
    var commands = new Commands(new App(), loader, Terminal.ofProcess());
    System.exit(commands.run(arguments));
  }
}
