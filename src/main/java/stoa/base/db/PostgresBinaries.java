package stoa.base.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import stoa.base.StartFault;

/** PostgreSQL's programs, unpacked from the jar once. */
final class PostgresBinaries {
  /**
   * Of the artefacts that the jar carries; a data directory of another major version cannot be
   * used.
   */
  static final String MAJOR = "18";

  private static final String UNPACKED = "18.6";

  private PostgresBinaries() {}

  /**
   * The folder that holds {@code bin}, {@code lib} and {@code share}.
   *
   * @throws StartFault where the jar has none for this machine
   */
  static Path in(Path dataDir) throws IOException {
    Path home = dataDir.resolve("postgres-" + UNPACKED);
    if (!Files.isDirectory(home)) {
      // Under another name until all is there: a kill half way leaves nothing that looks whole.
      Path partial = dataDir.resolve("postgres-" + UNPACKED + ".partial");
      Folders.delete(partial);
      unpack(archive(), partial);
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return home;
  }

  private static String archive() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String cpu = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String name =
        switch (cpu) {
          case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
          case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
          default -> "";
        };
    if (!os.contains("linux") || name.isEmpty()) {
      throw new StartFault(
          "this jar carries PostgreSQL for Linux on amd64 and arm64, not for "
              + System.getProperty("os.name")
              + " on "
              + cpu
              + "; set database.url to a PostgreSQL "
              + MAJOR
              + " of your own");
    }
    return "/" + name;
  }

  private static void unpack(String archive, Path to) throws IOException {
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new StartFault("the jar is incomplete: it lacks " + archive + "; build it again");
      }
      try (var tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null) {
          write(tar, entry, to);
          entry = tar.getNextEntry();
        }
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path to)
      throws IOException {
    Path target = to.resolve(entry.getName()).normalize();
    if (!target.startsWith(to)) {
      throw new IOException("an entry leads out of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
      String mode = (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x";
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
    }
  }
}
