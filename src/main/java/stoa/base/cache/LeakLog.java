package stoa.base.cache;

import io.prometheus.client.Counter;
import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where commons-pool2 prints who borrowed a connection and did not give it back, line by line. */
final class LeakLog extends Writer {
  private static final Logger LOG = LoggerFactory.getLogger(LeakLog.class);
  private static final String FIRST_LINE = "has not been returned to the pool";

  private final Counter leaks;

  LeakLog(Counter leaks) {
    this.leaks = leaks;
  }

  @Override
  public void write(char[] buffer, int from, int length) {
    String line = new String(buffer, from, length).strip();
    if (line.contains(FIRST_LINE)) {
      leaks.inc();
    }
    if (!line.isEmpty()) {
      LOG.error("leaked connection: {}", line);
    }
  }

  @Override
  public void flush() {
    // Each line is in the log already.
  }

  @Override
  public void close() {
    // The log stays.
  }
}
