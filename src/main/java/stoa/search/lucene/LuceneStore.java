package stoa.search.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import stoa.base.Deadline;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.index.Fields;
import stoa.search.index.Hits;
import stoa.search.index.IndexFault;
import stoa.search.index.IndexedPost;
import stoa.search.index.OwnIndex;
import stoa.search.index.Store;
import stoa.search.query.SearchRequest;

/**
 * One folder with a Lucene index. With each commit it notes up to which event everything is in it,
 * so that whoever opens it after a crash knows where to go on.
 *
 * <p>One thread writes, or several different posts, and none that is interrupted while it does:
 * Lucene gives a writer up then.
 */
final class LuceneStore implements Store {
  /** Lucene would tell every operator that vectors could be faster, which nobody asks for. */
  private static final Logger QUIETED =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  static {
    QUIETED.setLevel(Level.SEVERE);
  }

  private static final String PLACE = "place";
  private static final String COMPLETE = "complete";
  private static final String ANALYSIS = "analysis";

  /** What made the first indexes, which did not say so. */
  private static final String FIRST_ANALYSIS = "1";

  /** What is not yet written to disk; more would only make fewer segments. */
  private static final double BUFFER_MB = 32;

  private static final double MOST_BUFFER_MB = 256;

  /**
   * What one look at the events puts in is merged soon; until the next commit it stays in memory,
   * where it need not be written to a dozen files and opened again.
   */
  private static final double SMALL_MB = 1;

  /** Of these in all; the heap is small. */
  private static final double MOST_SMALL_MB = 8;

  /**
   * Segments of about one size. Each is asked by every search, which for common words costs as much
   * as the rest of it; what is written to a forum is little, so that merging early is cheap.
   */
  private static final int SEGMENTS = 4;

  /** After all of it was made. */
  private static final int FEWEST = 2;

  private final Path folder;
  private final LuceneDocuments documents;
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final String analysis;
  private long place;
  private volatile boolean changed = true;

  private LuceneStore(
      Path folder, LuceneDocuments documents, Directory directory, IndexWriter writer)
      throws IOException {
    this.folder = folder;
    this.documents = documents;
    this.directory = directory;
    this.writer = writer;
    this.searchers = new SearcherManager(writer, null);
    var committed = committed(writer);
    this.place = Long.parseLong(committed.getOrDefault(PLACE, "" + OwnIndex.NO_PLACE));
    this.analysis =
        committed.containsKey(COMPLETE)
            ? committed.getOrDefault(ANALYSIS, FIRST_ANALYSIS)
            : "" + ForumAnalyzer.VERSION;
  }

  static LuceneStore open(Path folder, LuceneDocuments documents) throws IOException {
    return opened(folder, documents, configured(BUFFER_MB).setMergePolicy(fewSegments()));
  }

  /** For a new one that takes in everything: merging once instead of every time. */
  static LuceneStore begin(Path folder, LuceneDocuments documents) throws IOException {
    double part = Runtime.getRuntime().maxMemory() / 1024.0 / 1024 / 6;
    return opened(folder, documents, configured(Math.clamp(part, BUFFER_MB, MOST_BUFFER_MB)));
  }

  private static IndexWriterConfig configured(double buffer) {
    return new IndexWriterConfig()
        .setRAMBufferSizeMB(buffer)
        .setIndexSort(LuceneDocuments.NEWEST_FIRST)
        .setCommitOnClose(false);
  }

  private static MergePolicy fewSegments() {
    return new TieredMergePolicy().setSegmentsPerTier(SEGMENTS);
  }

  private static LuceneStore opened(
      Path folder, LuceneDocuments documents, IndexWriterConfig config) throws IOException {
    Directory directory =
        new NRTCachingDirectory(FSDirectory.open(folder), SMALL_MB, MOST_SMALL_MB);
    IndexWriter writer = null;
    try {
      writer = new IndexWriter(directory, config);
      return new LuceneStore(folder, documents, directory, writer);
    } catch (IOException | RuntimeException e) {
      if (writer != null) {
        writer.rollback();
      }
      directory.close();
      throw e;
    }
  }

  /** Whether the folder holds an index that was finished, as far as its last commit tells. */
  static boolean complete(Path folder) throws IOException {
    try (Directory directory = FSDirectory.open(folder)) {
      return DirectoryReader.indexExists(directory)
          && DirectoryReader.listCommits(directory).getLast().getUserData().containsKey(COMPLETE);
    }
  }

  private static Map<String, String> committed(IndexWriter writer) {
    var data = new HashMap<String, String>();
    Iterable<Map.Entry<String, String>> entries = writer.getLiveCommitData();
    if (entries != null) {
      entries.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    return data;
  }

  Path folder() {
    return folder;
  }

  /** Every event up to this one is in it; {@link OwnIndex#NO_PLACE} for a new one. */
  long place() {
    return place;
  }

  void moveTo(long newPlace) {
    changed |= newPlace != place;
    place = newPlace;
  }

  /** Whether what it holds came out of another analysis. */
  boolean outdated() {
    return !analysis.equals("" + ForumAnalyzer.VERSION);
  }

  /** Whether it can still be written; if not, opening it again brings back its last commit. */
  boolean writable() {
    return writer.isOpen();
  }

  @Override
  public void put(List<IndexedPost> posts) {
    doing(
        "write",
        () -> {
          for (var post : posts) {
            Iterable<? extends IndexableField> document = documents.of(post);
            writer.updateDocument(new Term(Fields.KEY, "" + post.id()), document);
          }
          changed = true;
          return true;
        });
  }

  @Override
  public void remove(long from, long before) {
    doing(
        "remove",
        () -> {
          changed = true;
          return writer.deleteDocuments(LongPoint.newRangeQuery(Fields.ID, from, before - 1));
        });
  }

  @Override
  public void refresh() {
    doing(
        "refresh",
        () -> {
          searchers.maybeRefreshBlocking();
          return true;
        });
  }

  /**
   * Commits: a crash from now on loses none of what was put before, and the folder holds a whole
   * index. One that is being filled is not committed at all; a crash begins it anew.
   */
  void complete() {
    doing(
        "commit",
        () -> {
          if (changed) {
            var data = Map.of(PLACE, "" + place, COMPLETE, "true", ANALYSIS, analysis);
            writer.setLiveCommitData(data.entrySet());
            changed = false;
          }
          return writer.commit();
        });
  }

  /** It goes on as any other, now that it is filled; merges that this begins go on beside it. */
  void settle() {
    doing(
        "settle",
        () -> {
          writer.getConfig().setRAMBufferSizeMB(BUFFER_MB).setMergePolicy(fewSegments());
          writer.maybeMerge();
          return true;
        });
  }

  /** Few segments, at once. */
  void compact() {
    doing(
        "compact",
        () -> {
          writer.forceMerge(FEWEST);
          changed = true;
          return true;
        });
    complete();
    refresh();
  }

  @Override
  public Map<Long, Long> counts(long from, long before, int size) {
    return asking(searcher -> {
      var counts = new HashMap<Long, Long>();
      for (long start = from; start < before; start += size) {
        long count = searcher.count(LongPoint.newRangeQuery(Fields.ID, start, start + size - 1));
        if (count > 0) {
          counts.put(start, count);
        }
      }
      return counts;
    });
  }

  int documents() {
    return asking(searcher -> searcher.getIndexReader().numDocs());
  }

  /**
   * Reads everything and compares checksums: a damaged index is found before a visitor asks it. Not
   * by way of the mapped files: all of them would count as this process's memory from then on.
   */
  void check() {
    asking(searcher -> {
      try (var read = new NIOFSDirectory(folder)) {
        var there = Set.of(read.listAll()); // what is new is in memory alone
        for (var leaf : searcher.getIndexReader().leaves()) {
          if (leaf.reader() instanceof SegmentReader segment) {
            var files = new ArrayList<>(segment.getSegmentInfo().files());
            files.retainAll(there);
            check(read, files);
          }
        }
      }
      return true;
    });
  }

  /** Each file has its checksum at its end, a compound one over all that is in it. */
  private static void check(Directory read, Collection<String> files) throws IOException {
    for (String file : files) {
      try (var input = read.openInput(file, IOContext.READONCE)) {
        long _ = CodecUtil.checksumEntireFile(input);
      }
    }
  }

  Hits search(SearchRequest wanted, Deadline deadline) {
    return asking(searcher -> LuceneSearch.search(searcher.getIndexReader(), wanted, deadline));
  }

  private interface Asking<T> {
    T ask(IndexSearcher searcher) throws IOException;
  }

  private <T> T asking(Asking<T> work) {
    return doing(
        "read",
        () -> {
          var searcher = searchers.acquire();
          try {
            return work.ask(searcher);
          } finally {
            searchers.release(searcher);
          }
        });
  }

  private interface Doing<T> {
    T run() throws IOException;
  }

  private static <T> T doing(String what, Doing<T> work) {
    try {
      return work.run();
    } catch (IOException | IllegalStateException e) { // AlreadyClosedException is one of these
      throw new IndexFault("the index cannot " + what, e);
    }
  }

  /** What was not committed is lost. Searches that are under way come to their end. */
  void close() {
    doing(
        "close",
        () -> {
          searchers.close();
          writer.rollback();
          directory.close();
          return true;
        });
  }
}
