package stoa.tools;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import stoa.base.config.SettingsLoader;

/** The root, which serves when it is given no other command, and holds what all commands share. */
@Command(
    name = "stoa",
    description = "A forum server in one jar. Without a command it serves.",
    footer = "%nHere stoa stands for java -jar target/stoa.jar, or for ./run.sh.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT)
final class ServeCommand implements Callable<Integer> {
  private final Work work;
  private final SettingsLoader loader;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file; otherwise config/stoa.properties if it is there.",
      scope = ScopeType.INHERIT)
  private @Nullable Path config;

  ServeCommand(Work work, SettingsLoader loader) {
    this.work = work;
    this.loader = loader;
  }

  SettingsLoader.Loaded loaded() {
    return loader.load(Optional.ofNullable(config));
  }

  @Override
  public Integer call() throws Exception {
    work.serve(loaded().settings());
    return 0;
  }

  @Command(name = "serve", description = "Run the server until it is told to stop.")
  record Named(ServeCommand root) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return root.call();
    }
  }
}
