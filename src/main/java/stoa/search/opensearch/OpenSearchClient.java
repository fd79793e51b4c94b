package stoa.search.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import stoa.base.Deadline;
import stoa.base.runtime.Breaker;
import stoa.search.index.IndexFault;

/** JSON to OpenSearch and back; a dozen kinds of calls need no library of their own. */
public final class OpenSearchClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Of an answer's error, what the log needs. */
  private static final int ERROR_LENGTH = 300;

  private final JsonMapper json = new JsonMapper();
  private final URI base;
  private final Optional<String> authorization;
  private final Breaker breaker;
  private final HttpClient http;

  /**
   * @param url with user and password in it, where they are needed
   * @param threads for the answers
   */
  public OpenSearchClient(String url, Breaker breaker, Executor threads) {
    URI full = URI.create(url);
    int port = full.getPort();
    this.base =
        URI.create(full.getScheme() + "://" + full.getHost() + (port < 0 ? "" : ":" + port));
    this.authorization = Optional.ofNullable(full.getUserInfo()).map(OpenSearchClient::basic);
    this.breaker = breaker;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(threads)
            .build();
  }

  private static String basic(String user) {
    byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Asks, with a body that becomes JSON.
   *
   * @throws IndexFault for any answer but success, and where there is none by the deadline
   */
  JsonNode call(String method, String path, Object body, Deadline deadline) {
    return send(method, path, "application/json", text(body), Set.of(), deadline);
  }

  /** The same where some states are no faults. */
  JsonNode call(String method, String path, Object body, Set<Integer> allowed, Deadline deadline) {
    return send(method, path, "application/json", text(body), allowed, deadline);
  }

  /** The same without a body; {@code allowed} are states that are no faults. */
  JsonNode call(String method, String path, Set<Integer> allowed, Deadline deadline) {
    return send(method, path, "application/json", "", allowed, deadline);
  }

  /** Sends lines of JSON. */
  JsonNode lines(String path, String lines, Deadline deadline) {
    return send("POST", path, "application/x-ndjson", lines, Set.of(), deadline);
  }

  String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode send(
      String method,
      String path,
      String type,
      String body,
      Set<Integer> allowed,
      Deadline deadline) {
    if (deadline.passed()) {
      throw new IndexFault("no time left");
    }
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(deadline.left())
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    authorization.ifPresent(header -> request.header("Authorization", header));
    try {
      return breaker.call(() -> answer(request.build(), allowed));
    } catch (Breaker.Open e) {
      throw new IndexFault("OpenSearch is left alone for a while", e);
    }
  }

  private JsonNode answer(HttpRequest request, Set<Integer> allowed) {
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      int status = response.statusCode();
      if (status >= 300 && !allowed.contains(status)) {
        throw new IndexFault(
            "OpenSearch answered "
                + status
                + " to "
                + request.uri().getPath()
                + ": "
                + response.body().substring(0, Math.min(ERROR_LENGTH, response.body().length())));
      }
      return response.body().isEmpty() ? json.createObjectNode() : json.readTree(response.body());
    } catch (IOException e) {
      throw new IndexFault("OpenSearch does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexFault("interrupted while OpenSearch was asked", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
