package stoa.tools.stackexchange;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import stoa.base.StartFault;
import stoa.base.Text;

/**
 * One file of a dump, read as a stream: a {@code row} element a record, all values in attributes. A
 * DTD is never read and nothing is ever fetched; an entity that is not XML's own is a fault.
 */
final class DumpFile {
  private static final String MESSAGE = "Message: ";

  private final Path file;
  private final AtomicLong read = new AtomicLong();

  DumpFile(Path file) {
    this.file = file;
  }

  boolean exists() {
    return Files.isRegularFile(file);
  }

  String name() {
    return String.valueOf(file.getFileName());
  }

  long bytes() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // only the progress bar asks
    }
  }

  /** How many bytes have been read. */
  long bytesRead() {
    return read.get();
  }

  /** What is done with each row. */
  interface RowWork {
    void on(DumpRow row) throws IOException, SQLException;
  }

  /**
   * Reads all rows in turn.
   *
   * @throws StartFault where the file is not what it should be, naming the line
   */
  void forEach(RowWork work) throws IOException, SQLException {
    try (InputStream in =
        new Counting(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      XMLStreamReader reader = factory().createXMLStreamReader(in);
      long number = 0;
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("row")) {
          work.on(new DumpRow(reader, ++number));
        }
      }
    } catch (XMLStreamException e) {
      throw fault(e);
    }
  }

  private StartFault fault(XMLStreamException cause) {
    String message = String.valueOf(cause.getMessage());
    // The parser's message begins with the place, on a line of its own.
    String why =
        message.substring(
            message.lastIndexOf(MESSAGE) < 0 ? 0 : message.lastIndexOf(MESSAGE) + MESSAGE.length());
    return new StartFault(
        name()
            + " is damaged, nothing of it was taken: line "
            + (cause.getLocation() == null ? "?" : cause.getLocation().getLineNumber())
            + ": "
            + Text.cleanLine(why)
            + " Get the dump again, or mend that line, and run the import again",
        cause);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("it refers to " + systemId + ", which is not fetched");
    });
    // The JDK counts a long attribute as a long entity; without a DTD there is none that could
    // grow.
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    return factory;
  }

  private final class Counting extends FilterInputStream {
    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      read.addAndGet(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = super.read(buffer, from, length);
      read.addAndGet(Math.max(0, count));
      return count;
    }
  }
}
