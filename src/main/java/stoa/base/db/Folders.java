package stoa.base.db;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Whole folders at once. */
public final class Folders {
  private Folders() {}

  /** The folder with all that is in it; nothing where it is not there. */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      forEach(folder, Files::delete);
    }
  }

  interface Work {
    void on(Path path) throws IOException;
  }

  /** Every file and folder, what is inside before what is outside. Links are not followed. */
  static void forEach(Path folder, Work work) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            work.on(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, java.io.@org.jspecify.annotations.Nullable IOException fault)
              throws IOException {
            work.on(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
