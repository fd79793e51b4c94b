package stoa.tools;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import stoa.base.StartFault;
import stoa.base.config.Secret;

/** Asks for a new password: twice on a terminal, or once where a script brings it. */
final class PasswordPrompt {
  @Option(
      names = "--password-stdin",
      description = "Read the password from the first line of stdin instead of asking for it.")
  private boolean fromStdin;

  /**
   * @throws ParameterException where there is no terminal to ask on
   * @throws StartFault where none was given
   */
  Secret ask(Terminal terminal, CommandLine line) throws IOException {
    if (fromStdin) {
      return new Secret(firstLine(terminal));
    }
    Console console = terminal.console();
    if (console == null) {
      throw new ParameterException(
          line, "no terminal to ask for a password on: use --password-stdin");
    }
    return new Secret(asked(console));
  }

  private static String firstLine(Terminal terminal) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    String line = reader.readLine();
    if (line == null || line.isEmpty()) {
      throw new StartFault("stdin has no password in its first line");
    }
    return line;
  }

  private static String asked(Console console) {
    char[] first = console.readPassword("Password: ");
    char[] again = console.readPassword("Again: ");
    if (first == null || first.length == 0) {
      throw new StartFault("no password was given");
    }
    if (!Arrays.equals(first, again)) {
      throw new StartFault("the two passwords differ; nothing was done");
    }
    return new String(first);
  }
}
