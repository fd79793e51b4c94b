package stoa.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser without scripts: keeps cookies, reads pages, fills forms in and sends them. */
public final class Visitor {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();

  public Visitor(String base) {
    this.base = base;
  }

  /** Sends that header with every request from now on. */
  public Visitor header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  public Visitor cookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  /** Without that cookie from now on. */
  public Visitor forget(String cookie) {
    cookies.remove(cookie);
    return this;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** GET, and on to wherever that leads. */
  public Answer open(String path) {
    Answer answer = get(path);
    for (int hops = 0; answer.status() >= 300 && answer.status() < 400 && hops < 5; hops++) {
      answer = get(answer.location());
    }
    return answer;
  }

  /** A form without a page: exactly these fields. */
  public Answer post(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return postRaw(path, body);
  }

  /** A body as it is, said to be a form. */
  public Answer postRaw(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(c -> c.getKey() + "=" + c.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return new Answer(this, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(String line) {
    String pair = line.split(";", 2)[0];
    String name = pair.substring(0, pair.indexOf('='));
    if (line.contains("Max-Age=0") || line.contains("Expires=Thu, 01 Jan 1970")) {
      cookies.remove(name);
    } else {
      cookies.put(name, pair.substring(pair.indexOf('=') + 1));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What came back. */
  public record Answer(Visitor visitor, HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String location() {
      return header("Location");
    }

    public String body() {
      return response.body();
    }

    public String text() {
      return html().text();
    }

    public Document html() {
      return Jsoup.parse(response.body(), response.uri().toString());
    }

    public Answer expect(int status) {
      assertThat(status())
          .as("%s %s%n%s", response.request().method(), response.uri(), body())
          .isEqualTo(status);
      return this;
    }

    /** The page that a 303 leads to. */
    public Answer follow() {
      expect(303);
      return visitor.open(location());
    }

    /** The form that goes to that address. */
    public Form form(String action) {
      Element form = html().selectFirst("form[action=\"" + action + "\"]");
      assertThat(form).as("form to %s on%n%s", action, body()).isNotNull();
      return new Form(visitor, form);
    }
  }

  /** A form on a page, with what stands in its fields. */
  public static final class Form {
    private final Visitor visitor;
    private final String action;
    private final Map<String, String> fields = new LinkedHashMap<>();

    Form(Visitor visitor, Element form) {
      this.visitor = visitor;
      this.action = form.attr("action");
      for (Element input :
          form.select("input[name]:not([type=radio]), textarea[name], select[name]")) {
        String value =
            switch (input.normalName()) {
              case "textarea" -> input.wholeText().replaceFirst("^\n", "");
              case "select" -> input.select("option[selected]").attr("value");
              default -> input.attr("value");
            };
        fields.put(input.attr("name"), value);
      }
    }

    public Form set(String name, String value) {
      fields.put(name, value);
      return this;
    }

    public Form without(String name) {
      fields.remove(name);
      return this;
    }

    public String value(String name) {
      return fields.getOrDefault(name, "");
    }

    public Answer send() {
      return visitor.post(action, fields);
    }
  }
}
