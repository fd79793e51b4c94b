package stoa.tools;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes: results to {@code out}, messages to {@code err}.
 *
 * @param console somebody who can be asked for a password; null where nobody sits
 */
public record Terminal(
    InputStream in, PrintStream out, PrintStream err, @Nullable Console console) {
  /** This process's own. Always UTF-8: a site's title in Chinese must survive LANG=C. */
  public static Terminal ofProcess() {
    return new Terminal(
        System.in,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).orElse(null));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
