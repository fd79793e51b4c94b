package stoa.base.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stoa.base.http.TestEdge;

final class AssetsTest {
  private final Assets assets = new Assets();
  private final TestEdge edge =
      new TestEdge(routes -> routes.get("/assets/{name}", assets::answer));

  @AfterEach
  void close() throws Exception {
    edge.close();
  }

  @Test
  void theStylesheetIsKeptForEverUnderItsHash() throws Exception {
    var answer = edge.get(assets.url("stoa.css"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/css; charset=utf-8");
    assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("immutable");
    String etag = answer.headers().firstValue("etag").orElseThrow();
    var again = edge.send(edge.request("/assets/stoa.css").header("If-None-Match", etag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(edge.get("/assets/nothing.css").statusCode()).isEqualTo(404);
  }

  @Test
  void onlyTheVersionInForceIsKeptForEver() throws Exception {
    for (String path : new String[] {"/assets/stoa.css", "/assets/stoa.css?v=0000000000000000"}) {
      assertThat(edge.get(path).headers().firstValue("cache-control")).contains("public, no-cache");
    }
  }

  @Test
  void aTagIsKnownHoweverItIsSent() throws Exception {
    String tag = edge.get("/assets/stoa.css").headers().firstValue("etag").orElseThrow();
    for (String asked : new String[] {"W/" + tag, "\"x\", " + tag, "\"x\",W/" + tag, "*"}) {
      var answer = edge.send(edge.request("/assets/stoa.css").header("If-None-Match", asked));
      assertThat(answer.statusCode()).as(asked).isEqualTo(304);
    }
    var other = edge.send(edge.request("/assets/stoa.css").header("If-None-Match", "\"x\", W/x"));
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void itIsPackedForWhoeverTakesIt() throws Exception {
    String plain = edge.get("/assets/stoa.css").body();
    var request = edge.request("/assets/stoa.css").header("Accept-Encoding", "br, gzip;q=0.8");
    var packed = edge.client.send(request.build(), BodyHandlers.ofByteArray());
    assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(packed.headers().firstValue("vary")).contains("Accept-Encoding");
    assertThat(packed.body().length).isLessThan(plain.length() / 2);
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(gzip.readAllBytes()).asString().isEqualTo(plain);
    }
    for (String refusal : new String[] {"gzip;q=0", "br", "x-gzip-not"}) {
      var answer = edge.send(edge.request("/assets/stoa.css").header("Accept-Encoding", refusal));
      assertThat(answer.headers().firstValue("content-encoding")).as(refusal).isEmpty();
    }
  }
}
