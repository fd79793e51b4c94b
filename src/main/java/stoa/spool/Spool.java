package stoa.spool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.StartFault;
import stoa.base.runtime.Shortage;
import stoa.base.runtime.Stoppable;

/**
 * Keeps what members wrote while the database cannot take it: one append-only file, each record
 * with a checksum and on disk (fsync) before {@link #append} returns. A record that a crash tore
 * off is cut; one that is damaged is set aside in a file of its own and reported. When all are done
 * the file is emptied.
 */
public final class Spool implements Stoppable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final JsonMapper JSON = SpoolText.mapper();

  /** Room that the database and the log need to come back at all. */
  private static final long FREE_DISK = 16L << 20;

  private final Path folder;
  private final int mostRecords;
  private final long mostBytes;
  private final InstantSource clock;
  private final SpoolMetrics metrics;
  private final Shortage shortage = new Shortage();
  private final FileChannel lock;
  private FileChannel file;
  private final Map<Long, SpooledPost> waiting = new LinkedHashMap<>();
  private final Map<String, Long> keys = new LinkedHashMap<>();

  /** How many texts wait for each topic. */
  private final Map<Long, Integer> topics = new HashMap<>();

  private long next = 1;
  private long length;

  /** No room: the text was not taken. */
  public static final class Full extends Exception {
    private static final long serialVersionUID = 1L;

    Full(String why) {
      super(why);
    }
  }

  /** One record that waits. */
  public record Waiting(long number, SpooledPost submission) {}

  /** One that has been carried out, or else its author has the text back. */
  public record Done(long number, boolean accepted) {}

  private Spool(
      Path folder,
      int mostRecords,
      long mostBytes,
      InstantSource clock,
      SpoolMetrics metrics,
      FileChannel lock)
      throws IOException {
    this.folder = folder;
    this.mostRecords = mostRecords;
    this.mostBytes = mostBytes;
    this.clock = clock;
    this.metrics = metrics;
    this.lock = lock;
    this.file = records("records");
  }

  private FileChannel records(String name) throws IOException {
    return FileChannel.open(
        folder.resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  /**
   * Opens the spool and reads what it holds.
   *
   * @throws StartFault if the folder cannot be used or another server uses it
   */
  public static Spool open(
      Path folder,
      int mostRecords,
      long mostBytes,
      InstantSource clock,
      CollectorRegistry registry) {
    try {
      Files.createDirectories(folder);
      var spool =
          new Spool(
              folder, mostRecords, mostBytes, clock, new SpoolMetrics(registry), lock(folder));
      spool.read();
      return spool;
    } catch (IOException e) {
      throw new StartFault(
          "cannot use the spool in " + folder + ": " + e + "; make the folder writable", e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("held by this very process", e);
    }
    channel.close();
    throw new StartFault(
        "another server uses the spool in " + folder + "; give each its own data.dir");
  }

  private void read() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("records"));
    var contents = SpoolFrame.read(bytes);
    for (var damage : contents.damaged()) {
      setAside(damage.from(), Arrays.copyOfRange(bytes, damage.from(), damage.to()));
    }
    for (var frame : contents.frames()) {
      take(frame.number(), Arrays.copyOfRange(bytes, frame.from(), frame.to()));
    }
    length = contents.torn();
    if (contents.torn() < bytes.length) {
      LOG.warn("the last record of the spool was cut off by a crash and never acknowledged");
      file.truncate(length);
      file.force(true);
    }
    if (!contents.damaged().isEmpty()) {
      rewrite();
    }
    emptyIfDone();
    measure();
    if (!waiting.isEmpty()) {
      LOG.info("{} texts wait in the spool", waiting.size());
    }
  }

  private void take(long number, byte[] bytes) throws IOException {
    if (number < 0) {
      remove(-number);
      return;
    }
    next = Math.max(next, number + 1);
    try {
      add(number, JSON.readValue(bytes, SpooledPost.class));
    } catch (IOException e) {
      setAside((int) number, bytes); // whole, but of another version
    }
  }

  private void add(long number, SpooledPost submission) {
    waiting.put(number, submission);
    keys.put(submission.key(), number);
    topics.merge(submission.topicId(), 1, Integer::sum);
  }

  private void remove(long number) {
    SpooledPost done = waiting.remove(number);
    if (done != null) {
      keys.remove(done.key());
      topics.computeIfPresent(done.topicId(), (_, texts) -> texts == 1 ? null : texts - 1);
    }
  }

  private void setAside(int offset, byte[] bytes) throws IOException {
    Path aside =
        folder.resolve("damaged-" + clock.instant().toEpochMilli() + "-" + offset + ".bin");
    Files.write(aside, bytes);
    metrics.damaged.inc();
    LOG.error("a part of the spool is damaged; its {} bytes are in {}", bytes.length, aside);
  }

  /** Only what waits, in a new file that takes the old one's place when it is whole. */
  private void rewrite() throws IOException {
    file.close();
    Files.deleteIfExists(folder.resolve("records.new"));
    file = records("records.new");
    length = 0;
    for (var entry : waiting.entrySet()) {
      write(SpoolFrame.of(entry.getKey(), bytes(entry.getValue())));
    }
    file.force(true);
    Files.move(
        folder.resolve("records.new"),
        folder.resolve("records"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (var entry = FileChannel.open(folder, StandardOpenOption.READ)) {
      entry.force(true);
    }
  }

  /**
   * Takes a text. It is on disk when this returns; the same one twice is kept once.
   *
   * @throws Full if there is no room for it
   */
  public synchronized void append(SpooledPost submission) throws Full {
    if (keys.containsKey(submission.key())) {
      return;
    }
    byte[] bytes = bytes(submission);
    try {
      requireRoom(SpoolFrame.size(bytes.length));
      long number = next++;
      durably(SpoolFrame.of(number, bytes));
      add(number, submission);
      measure();
    } catch (Full e) {
      metrics.rejected.inc();
      throw e;
    } catch (IOException e) {
      metrics.rejected.inc();
      shortage.found("the spool cannot be written: " + e.getMessage());
      LOG.error("the spool cannot be written", e);
      throw new Full(String.valueOf(e.getMessage()));
    }
  }

  private void requireRoom(int bytes) throws IOException, Full {
    if (bytes > SpoolFrame.LONGEST) {
      throw new Full("the text is too long");
    }
    if (waiting.size() >= mostRecords) {
      throw new Full(mostRecords + " texts wait already");
    }
    if (length + bytes > mostBytes) {
      throw new Full("its file has " + length + " bytes already");
    }
    if (!hasDisk()) {
      shortage.found("the disk of the spool is full");
      throw new Full("the disk is full");
    }
  }

  private boolean hasDisk() throws IOException {
    return Files.getFileStore(folder).getUsableSpace() >= FREE_DISK;
  }

  /**
   * For health.
   *
   * @throws IllegalStateException where a text has just found no room on the disk
   */
  public void checkRoom() {
    shortage.check(() -> {
      try {
        return hasDisk();
      } catch (IOException e) {
        LOG.debug("the spool's disk cannot be asked", e);
        return false;
      }
    });
  }

  /** A write that fails half-way is taken back: nothing may stand behind a torn record. */
  private void durably(ByteBuffer frame) throws IOException {
    long before = length;
    try {
      write(frame);
      file.force(false);
    } catch (IOException e) {
      file.truncate(before);
      length = before;
      throw e;
    }
  }

  private void write(ByteBuffer frame) throws IOException {
    long at = length;
    while (frame.hasRemaining()) {
      at += file.write(frame, at);
    }
    length = at;
  }

  /** The records that have waited longest, in their order. */
  public synchronized List<Waiting> first(int most) {
    return waiting.entrySet().stream()
        .limit(most)
        .map(entry -> new Waiting(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Whether a text for that topic waits: later ones must not overtake it. */
  public synchronized boolean holds(long topicId) {
    return topicId != 0 && topics.containsKey(topicId);
  }

  /** Whether this very text waits already. */
  public synchronized boolean has(SpooledPost submission) {
    return keys.containsKey(submission.key());
  }

  public synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** These records need not be carried out again. They wait for the disk once, together. */
  public synchronized void done(List<Done> records) {
    var ended = records.stream().filter(record -> waiting.containsKey(record.number())).toList();
    if (ended.isEmpty()) {
      return;
    }
    try {
      durably(SpoolFrame.ends(ended.stream().map(Done::number).toList()));
      for (var record : ended) {
        remove(record.number());
        metrics.replayed(record.accepted());
      }
      emptyIfDone();
      measure();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // they come again; they count once all the same
    }
  }

  private void emptyIfDone() throws IOException {
    if (waiting.isEmpty() && length > 0) {
      file.truncate(0);
      file.force(true);
      length = 0;
    }
  }

  /** For a periodic job: ages grow by themselves. */
  public synchronized void measure() {
    Instant oldest = waiting.values().stream().findFirst().map(SpooledPost::at).orElse(null);
    metrics.holds(waiting.size(), length, oldest, clock.instant());
  }

  private static byte[] bytes(SpooledPost submission) {
    try {
      return JSON.writeValueAsString(submission).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All records that wait, the oldest first. */
  synchronized List<SpooledPost> all() {
    return List.copyOf(waiting.values());
  }

  @Override
  public synchronized void stop(Deadline deadline) throws IOException {
    file.close();
    lock.close();
  }
}
