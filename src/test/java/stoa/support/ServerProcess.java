package stoa.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real server on a free loopback port, in a folder of its own, that a test may kill and revive.
 */
public final class ServerProcess implements AutoCloseable {
  private final List<String> command;
  private final Path folder;
  private final int port;
  private Process process;

  private ServerProcess(List<String> command, Path folder, int port) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.port = port;
    this.process = begin();
  }

  public static ServerProcess nats() {
    Path folder = folder("nats");
    int port = freePort();
    return new ServerProcess(
        List.of(
            program("nats-server"), "-js", "-a", "127.0.0.1", "-p", "" + port, "-sd", "" + folder),
        folder,
        port);
  }

  public static ServerProcess redis() {
    Path folder = folder("redis");
    int port = freePort();
    return new ServerProcess(
        List.of(
            program("redis-server"),
            "--bind",
            "127.0.0.1",
            "--port",
            "" + port,
            "--dir",
            "" + folder,
            "--save",
            ""),
        folder,
        port);
  }

  /** The proxy with that part of a configuration. It has no workers that could outlive it. */
  public static ServerProcess nginx(int port, String site) {
    Path folder = folder("nginx");
    Path main = folder.resolve("nginx.conf");
    write(
        main,
        """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr warn;
        events { worker_connections 512; }
        http {
          log_format nodes '$upstream_addr $status $request';
          access_log requests.log nodes;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
        """
            + site
            + "}\n");
    return new ServerProcess(
        List.of(program("nginx"), "-p", folder + "/", "-e", "stderr", "-c", main.toString()),
        folder,
        port);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public Path folder() {
    return folder;
  }

  /** As a power cut would, for the process. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** It keeps its connections and answers nobody. */
  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  public void start() {
    process = begin();
  }

  private void signal(String name) {
    try {
      int _ = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process begin() {
    try {
      var started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolveSibling(folder.getFileName() + ".log").toFile())
              .start();
      awaitPort(started);
      return started;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitPort(Process started) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() - end < 0) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
        return;
      } catch (IOException e) {
        if (!started.isAlive()) {
          throw new IllegalStateException(command + " ended: " + folder + ".log", e);
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
    throw new IllegalStateException(command + " does not listen");
  }

  private static String program(String name) {
    for (String place : List.of("/usr/bin/", "/usr/sbin/", "/usr/local/bin/")) {
      if (Files.isExecutable(Path.of(place + name))) {
        return place + name;
      }
    }
    throw new IllegalStateException(name + " is not installed; ./run.sh test installs it");
  }

  private static Path folder(String name) {
    try {
      return Files.createTempDirectory("stoa-" + name);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try {
      TestFolders.delete(folder);
      Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".log"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
