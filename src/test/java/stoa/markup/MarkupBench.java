package stoa.markup;

import java.util.concurrent.TimeUnit;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From Markdown to what a post shows: a post as most are, one of 30,000 characters, and two made to
 * be slow: one that {@link Hostile} finds, one that stays just below what it finds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class MarkupBench {
  private static final int LONG = 30_000;

  private static final String POST =
      """
      I have read it **twice** now, and `Topics.reply` still locks the row; see
      [the manual](https://www.postgresql.org/docs/18/explicit-locking.html).

      > a quoted line of somebody else

      * first the lock
      * 然后检查，最后写入

      ```java
      topics.reply(viewer, id, text);
      ```
      """;

  @Param({"post", "long", "hostile", "tolerated"})
  public String text;

  private final Markup markup = new Markup();
  private String source;
  private String html;

  @Setup
  public void fill() {
    source =
        switch (text) {
          case "post" -> POST;
          case "long" -> repeated(POST + "\n", LONG);
          case "hostile" -> repeated("[a](<b", LONG);
          default -> repeated("*a _b ", 6_000);
        };
    html = HtmlRenderer.builder().build().render(Parser.builder().build().parse(source));
    System.out.printf(
        "%n%d characters, hostile: %s, HTML of %d characters%n",
        source.length(), Hostile.is(source), html.length());
  }

  private static String repeated(String text, int length) {
    return text.repeat(length / text.length() + 1).substring(0, length);
  }

  @Benchmark
  public Object renderAndSanitize() {
    return markup.render(source, "p1-");
  }

  @Benchmark
  public Object sanitizeOnly() {
    return Sanitizer.clean(html);
  }
}
