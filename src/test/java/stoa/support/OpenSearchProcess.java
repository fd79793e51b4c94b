package stoa.support;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenSearch in a process of its own, from what src/test/opensearch/pom.xml names. */
public final class OpenSearchProcess implements AutoCloseable {
  private final Path folder = TestFolders.make("stoa-opensearch");
  private final int port;
  private final Process process;

  public OpenSearchProcess(Path classpath) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    File log = folder.resolve("log").toFile();
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    Files.readString(classpath).strip(),
                    "src/test/opensearch/OpenSearchServer.java",
                    "" + port,
                    folder.resolve("data").toString()))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    Eventually.within(Duration.ofMinutes(3), "OpenSearch is ready", () -> ready(log.toPath()));
  }

  private boolean ready(Path log) {
    try {
      String said = Files.readString(log);
      if (!process.isAlive()) {
        throw new AssertionError("OpenSearch ended:\n" + said);
      }
      return said.contains("forum may ask");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() throws Exception {
    process.getOutputStream().close();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    TestFolders.delete(folder);
  }
}
