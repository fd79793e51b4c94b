package stoa.base.view;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The files of messages, one for each room and language, so that a feature's sentences stand
 * together. The folder inside a jar cannot be listed: {@code bundles.txt} names them.
 */
final class MessageBundles {
  private static final String FOLDER = "/messages/";

  private MessageBundles() {}

  static List<String> names() {
    try (var lines = new BufferedReader(open("bundles.txt"))) {
      return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All messages in that language. */
  static Map<String, String> all(Locale locale) {
    var bundles = new LinkedHashMap<String, Map<String, String>>();
    names().forEach(name -> bundles.put(name, one(name, locale)));
    return together(bundles);
  }

  /** The messages of one file. */
  static Map<String, String> one(String name, Locale locale) {
    var properties = new Properties();
    try (var file = open(name + "_" + locale + ".properties")) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var messages = new LinkedHashMap<String, String>();
    properties.forEach((key, text) -> messages.put((String) key, (String) text));
    return messages;
  }

  /**
   * @param bundles each file's messages, by its name
   * @throws IllegalStateException if a key stands in two of them
   */
  static Map<String, String> together(Map<String, Map<String, String>> bundles) {
    var all = new LinkedHashMap<String, String>();
    bundles.forEach((name, messages) ->
        messages.forEach((key, text) -> {
          if (all.put(key, text) != null) {
            throw new IllegalStateException(
                "the message " + key + " stands in " + name + " and in another bundle");
          }
        }));
    return Map.copyOf(all);
  }

  private static Reader open(String file) {
    var in = MessageBundles.class.getResourceAsStream(FOLDER + file);
    if (in == null) {
      throw new IllegalStateException("the jar lacks " + FOLDER + file);
    }
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }
}
