package stoa.base.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import stoa.base.StartFault;

/**
 * Keeps a data directory to one server. The kernel's lock ends with the process however it ends, so
 * a killed server leaves no obstacle behind.
 */
final class DataLock {
  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  static DataLock take(Path dataDir) throws IOException {
    Path file = dataDir.resolve("stoa.lock");
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
    if (lock(channel) == null) {
      String holder = Files.readString(file, StandardCharsets.UTF_8).strip();
      channel.close();
      throw new StartFault(
          "another Stoa (process "
              + (holder.isEmpty() ? "unknown" : holder)
              + ") uses the data directory "
              + dataDir
              + "; stop it, or give this one its own data.dir");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)),
        0);
    return new DataLock(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by another server in this very process
    }
  }

  void release() throws IOException {
    channel.close();
  }
}
