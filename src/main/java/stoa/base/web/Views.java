package stoa.base.web;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;

/**
 * Makes pages of views. Templates are strict: a name that no record has ends the page with an
 * error, and with the tests, which make every page, long before a visitor sees it.
 */
public final class Views {
  private static final int USUAL_LENGTH = 32 * 1024;

  private final PebbleEngine pebble;

  public Views(Messages messages, Assets assets, InstantSource clock) {
    var loader = new ClasspathLoader();
    loader.setPrefix("templates");
    loader.setSuffix(".peb");
    this.pebble =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .autoEscaping(true)
            .extension(new Words(messages, assets, clock))
            .build();
  }

  public String render(View page, Shell shell) {
    PebbleTemplate template = pebble.getTemplate(page.template());
    var html = new StringWriter(USUAL_LENGTH);
    try {
      template.evaluate(html, Map.of("page", page, "shell", shell), shell.locale());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString();
  }
}
