package stoa.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too large, compressed, or not what they say. */
final class BodyTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final AtomicInteger handled = new AtomicInteger();
  private final TestEdge edge =
      new TestEdge(routes ->
          routes.post(
              "/form",
              context -> {
                String title = String.valueOf(context.formParam("title"));
                handled.incrementAndGet();
                context.result("" + title.length());
              }));

  @AfterEach
  void close() throws Exception {
    edge.close();
  }

  @Test
  void aFormUpToTheLimitIsTaken() throws Exception {
    assertThat(post("title=" + "x".repeat(4090)).body()).isEqualTo("4090");
    assertThat(chunked("title=" + "x".repeat(4090)).body()).isEqualTo("4090");
  }

  @Test
  void aLargerOneIs413HoweverItIsSent() throws Exception {
    var announced = post("title=" + "x".repeat(4091));
    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(announced.body()).isEqualTo("refused: TooLarge");
    var chunked = chunked("title=" + "x".repeat(4091));
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(handled).hasValue(0);
    assertThat(edge.rejected(Rejection.BODY_TOO_LARGE)).isEqualTo(2);
  }

  @Test
  void anAnnouncedHugeBodyIsRefusedBeforeItComes() throws Exception {
    try (var client = edge.raw()) {
      client.send(
          "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\nContent-Type: "
              + FORM
              + "\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 413").contains("Connection: close");
    }
  }

  @Test
  void anEndlessChunkedBodyIsCut() throws Exception {
    try (var client = edge.raw()) {
      client.send(
          "POST /form HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: "
              + FORM
              + "\r\n\r\n");
      String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
      int sent = 0;
      while (sent < 100_000 && client.sends(chunk)) {
        sent++;
      }
      assertThat(sent).as("chunks of 4 KB that the server took").isLessThan(100_000);
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void aCompressedBodyIsRefused() throws Exception {
    var answer =
        edge.send(
            edge.request("/form")
                .header("Content-Encoding", "gzip")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("title=x")));
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(edge.rejected(Rejection.ENCODING)).isEqualTo(1);
  }

  @Test
  void moreThanAHundredHeadersAreRefused() throws Exception {
    try (var client = edge.raw()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n" + "A: b\r\n".repeat(100) + "\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 431");
    }
  }

  /** What a smuggler or a broken proxy sends after a chunked header. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\nabc\r\n0\r\n\r\n",
        "-1\r\nabc\r\n0\r\n\r\n",
        "0x3\r\nabc\r\n0\r\n\r\n",
        "3 \u0000\r\nabc\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n",
        "\r\nabc\r\n0\r\n\r\n",
        ";\r\nabc\r\n0\r\n\r\n",
        "3\r\nabcdef\r\n0\r\n\r\n",
        "3\r\nabc0\r\n\r\n",
        "3\nabc\n0\n\n",
        "3\rabc\r\n0\r\n\r\n",
        "3;a=\"\r\nabc\r\n0\r\n\r\n\u0001",
        "+3\r\nabc\r\n0\r\n\r\n",
        "3,3\r\nabc\r\n0\r\n\r\n",
        "3\r\nabc\r\n0\r\nBad Trailer\r\n\r\n",
        " 3\r\nabc\r\n0\r\n\r\n"
      })
  void aMalformedChunkedBodyIsNeverAFaultOfOurs(String body) throws Exception {
    try (var client = edge.raw()) {
      client.send(
          "POST /form HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: "
              + FORM
              + "\r\n\r\n"
              + body);
      String head = client.readHead();
      assertThat(head).matches("(?s)HTTP/1.1 4\\d\\d .*");
      assertThat(head).containsIgnoringCase("Connection: close");
      client.readAll();
    }
    edge.close();
    assertThat(edge.answered("POST", "/form", "500")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n",
        "Content-Length: -3\r\n",
        "Content-Length: 3x\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Content-Length: 99999999999999999999\r\n"
      })
  void aBodyWhoseLengthCanBeReadInTwoWaysIsRefused(String headers) throws Exception {
    try (var client = edge.raw()) {
      client.send(
          "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: "
              + FORM
              + "\r\n"
              + headers
              + "\r\n0\r\n\r\n");
      String head = client.readHead();
      assertThat(head).matches("(?s)HTTP/1.1 (4\\d\\d|501) .*");
      assertThat(head).containsIgnoringCase("Connection: close");
    }
  }

  @Test
  void aVisitorWhoGoesAwayWhileSendingIsNoFaultOfOurs() throws Exception {
    try (var client = edge.raw()) {
      client.send(
          "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nContent-Type: "
              + FORM
              + "\r\n\r\ntitle=");
      client.stopSending();
      assertThat(client.readAll()).doesNotStartWith("HTTP/1.1 5").doesNotStartWith("HTTP/1.1 2");
    }
  }

  private HttpResponse<String> post(String form) throws Exception {
    return edge.send(
        edge.request("/form").header("Content-Type", FORM).POST(BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> chunked(String form) throws Exception {
    byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
    InputStream stream = new ByteArrayInputStream(bytes);
    return edge.send(
        edge.request("/form")
            .header("Content-Type", FORM)
            .POST(BodyPublishers.ofInputStream(() -> stream)));
  }
}
