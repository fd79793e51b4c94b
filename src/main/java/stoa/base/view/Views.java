package stoa.base.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.escaper.EscapeFilter;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/**
 * Makes pages of views. Templates are strict: a name that no record has ends the page with an
 * error, and with the tests, which make every page, long before a visitor sees it.
 */
public final class Views {
  private static final int USUAL_LENGTH = 32 * 1024;

  private static final EscapeFilter ESCAPE = new EscapeFilter();
  private static final int NOTIFICATIONS = 1_000;

  private final PebbleEngine pebble;
  private final Cache<Count, String> notifications =
      Caffeine.newBuilder().maximumSize(NOTIFICATIONS).build();

  public Views(Messages messages, Assets assets, InstantSource clock) {
    var loader = new ClasspathLoader();
    loader.setPrefix("templates");
    loader.setSuffix(".peb");
    this.pebble =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .autoEscaping(true)
            .extension(new TemplateFunctions(messages, assets, clock))
            .build();
  }

  /** The page in UTF-8. */
  public byte[] render(View page, Shell shell) {
    return render(page.template(), Map.of("page", page, "shell", shell), shell.locale());
  }

  /** What is not a page of the forum, such as a mail: without a shell. */
  public String renderBare(View page, Locale locale) {
    return text(render(page.template(), Map.of("page", page), locale));
  }

  /** The link to a member's notifications, which tells how many they have not read. */
  public String notifications(Locale locale, int unread) {
    return notifications.get(
        new Count(locale, unread),
        it ->
            text(render("layout/notifications", Map.of("unread", it.unread()), it.locale()))
                .strip());
  }

  private record Count(Locale locale, int unread) {}

  /** As templates print it. */
  public static String escaped(String text) {
    return ESCAPE
        .apply(text, Map.of("strategy", EscapeFilter.HTML_ESCAPE_STRATEGY), null, null, 0)
        .toString();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private byte[] render(String name, Map<String, Object> names, Locale locale) {
    PebbleTemplate template = pebble.getTemplate(name);
    var html = new Utf8Writer(USUAL_LENGTH);
    try {
      template.evaluate(html, names, locale);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toBytes();
  }
}
