package stoa.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.StartFault;
import stoa.search.index.IndexFault;

/**
 * Where the index lives: {@code g1}, {@code g2} and so on under one folder. The highest one that is
 * complete holds; so a new index takes over in the moment of its commit, and a crash leaves either
 * the old one or the new one.
 */
public final class LuceneFolders {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneFolders.class);

  /** Where a damaged one is kept, for whoever wants to know what happened; only the last. */
  private static final String DAMAGED = "damaged";

  private final Path root;
  private final LuceneDocuments documents;

  public LuceneFolders(Path root, LuceneDocuments documents) {
    this.root = root;
    this.documents = documents;
  }

  /**
   * Opens the index that holds, and deletes what others left; begins an empty one where none can be
   * read.
   *
   * @throws StartFault where another server has it, or the folder cannot be written
   */
  LuceneStore open() {
    try {
      Files.createDirectories(root);
      for (Path folder : generations()) {
        var store = opened(folder);
        if (store != null) {
          deleteAllBut(folder);
          return store;
        }
      }
      return fresh(true);
    } catch (LockObtainFailedException e) {
      throw new StartFault("another Stoa uses the search index in " + root + "; stop it first", e);
    } catch (IOException e) {
      throw new StartFault("cannot open the search index in " + root + ": " + e, e);
    }
  }

  private @org.jspecify.annotations.Nullable LuceneStore opened(Path folder) throws IOException {
    try {
      return LuceneStore.complete(folder) ? LuceneStore.open(folder, documents) : null;
    } catch (LockObtainFailedException | AccessDeniedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      LOG.warn("the search index in {} cannot be read and is made anew: {}", folder, e.toString());
      setAside(folder);
      return null;
    }
  }

  /**
   * Begins an empty one.
   *
   * @param complete whether it holds from now on
   */
  LuceneStore fresh(boolean complete) {
    try {
      long last = generations().stream().mapToLong(LuceneFolders::number).max().orElse(0);
      Path folder = root.resolve("g" + (last + 1));
      if (!complete) {
        return LuceneStore.begin(folder, documents);
      }
      var store = LuceneStore.open(folder, documents);
      store.complete();
      return store;
    } catch (IOException e) {
      throw new IndexFault("cannot begin an index in " + root, e);
    }
  }

  /** Keeps a folder that cannot be used out of the way. */
  void setAside(Path folder) {
    try {
      Path aside = root.resolve(DAMAGED);
      delete(aside);
      Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }
          });
      Files.delete(folder);
    } catch (IOException e) {
      LOG.warn("cannot delete the old search index in {}: {}", folder, e.toString());
    }
  }

  private void deleteAllBut(Path kept) throws IOException {
    generations().stream().filter(folder -> !folder.equals(kept)).forEach(this::delete);
  }

  /** The newest first. */
  private List<Path> generations() throws IOException {
    try (var entries = Files.list(root)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("g[0-9]{1,18}"))
          .sorted(Comparator.comparingLong(LuceneFolders::number).reversed())
          .toList();
    }
  }

  private static long number(Path folder) {
    return Long.parseLong(folder.getFileName().toString().substring(1));
  }
}
