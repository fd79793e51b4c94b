package stoa.tools;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class Usage {
  private Usage() {}

  /** The command line that picocli has put the command into before it runs. */
  static CommandLine lineOf(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec).commandLine();
  }
}
