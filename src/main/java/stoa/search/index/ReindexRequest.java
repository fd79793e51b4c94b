package stoa.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How the command asks a running server to make its index anew: by a file beside the index, which
 * the server renames when it begins and deletes when it is done. A server that dies in between
 * begins again.
 */
public final class ReindexRequest {
  private final Path asked;
  private final Path begun;

  public ReindexRequest(Path folder) {
    this.asked = folder.resolve("rebuild");
    this.begun = folder.resolve("rebuilding");
  }

  /** Asks for it. */
  public void ask() {
    doing(() -> {
      Files.createDirectories(asked.getParent());
      return Files.writeString(asked, "");
    });
  }

  /** Takes it back, unless a server has begun; answers whether it could. */
  public boolean takeBack() {
    return doing(() -> Files.deleteIfExists(asked));
  }

  /** Whether a server has yet to end what it was asked for. */
  public boolean pending() {
    return Files.exists(asked) || Files.exists(begun);
  }

  /** For the server: whether it is asked for, which it notes. */
  boolean taken() {
    return doing(() -> {
      if (Files.exists(asked)) {
        Files.move(asked, begun, StandardCopyOption.REPLACE_EXISTING);
      }
      return Files.exists(begun);
    });
  }

  void done() {
    doing(() -> Files.deleteIfExists(begun));
  }

  private interface Doing<T> {
    T run() throws IOException;
  }

  private static <T> T doing(Doing<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
