package stoa.base.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers each key that is asked for and remembers that it was: what was given and never asked for
 * is unknown. Faults are gathered, not thrown, so that the operator reads all of them at once.
 */
final class Values {
  /** A value that somebody wrote, and where. */
  record Given(String key, String value, String source) {}

  private final Map<String, Given> given = new HashMap<>();
  private final List<Setting> asked = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * @param given the later one wins
   */
  Values(List<Given> given) {
    given.forEach(one -> this.given.put(one.key(), one));
  }

  List<Setting> asked() {
    return List.copyOf(asked);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  int whole(String key, int standard, int least, int most, String doc) {
    return ask(
        key,
        "" + standard,
        least + " to " + most,
        doc,
        text -> within(Integer.parseInt(text), least, most));
  }

  Duration days(String key, int standard, int least, int most, String doc) {
    return Duration.ofDays(whole(key, standard, least, most, doc));
  }

  Duration duration(String key, String standard, String least, String most, String doc) {
    return ask(
        key,
        standard,
        least + " to " + most + ", as in 500ms, 20s, 5m, 1h",
        doc,
        text -> within(Units.duration(text), Units.duration(least), Units.duration(most)));
  }

  long size(String key, String standard, String least, String most, String doc) {
    return ask(
        key,
        standard,
        least + " to " + most,
        doc,
        text -> within(Units.size(text), Units.size(least), Units.size(most)));
  }

  /** Text in one line. */
  String line(String key, String standard, int least, int most, String doc) {
    String allowed = least == 0 ? "" : least + " to " + most + " characters";
    return ask(
        key,
        standard,
        allowed,
        doc,
        text -> {
          within(text.codePointCount(0, text.length()), least, most);
          return text;
        });
  }

  Secret secret(String key, String doc) {
    return ask(key, "", "", doc, Secret::new);
  }

  String choice(String key, String standard, List<String> choices, String doc) {
    return ask(
        key,
        standard,
        String.join(", ", choices),
        doc,
        text -> choices.stream().filter(text::equals).findFirst().orElseThrow(Values::wrong));
  }

  Path path(String key, String standard, String doc) {
    return ask(
        key,
        standard,
        "a folder",
        doc,
        text -> {
          if (text.isEmpty()) {
            throw wrong();
          }
          return Path.of(text);
        });
  }

  /** An address or a name to listen on; whether it is this machine's shows when it is bound. */
  String host(String key, String standard, String doc) {
    return ask(
        key,
        standard,
        "an address or a host name, without a port",
        doc,
        text -> {
          boolean address = text.contains(":");
          if (address) {
            Network.address(text);
          } else if (!text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})")) {
            throw wrong();
          }
          return text;
        });
  }

  List<Network> networks(String key, String standard, String doc) {
    return ask(
        key,
        standard,
        "addresses or networks with commas between them",
        doc,
        text ->
            Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(Network::parse)
                .toList());
  }

  /** Scheme, host and port: links are built by putting a path after it. */
  URI origin(String key, String standard, String doc) {
    return ask(
        key,
        standard,
        "http:// or https://, a host (xn--… for other scripts) and perhaps a port, no path",
        doc,
        text -> {
          var url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
          boolean plain =
              List.of("http", "https").contains(Optional.ofNullable(url.getScheme()).orElse(""))
                  && url.getHost() != null
                  && url.getPort() <= 65_535
                  && !text.endsWith(":")
                  && url.getPath().isEmpty()
                  && url.getQuery() == null
                  && url.getFragment() == null
                  && url.getUserInfo() == null;
          if (!plain) {
            throw wrong();
          }
          return url;
        });
  }

  /** A name of letters, digits, dashes and underscores. */
  String word(String key, String standard, String doc) {
    return ask(
        key,
        standard,
        "1 to 32 letters, digits, - and _",
        doc,
        text -> {
          if (!text.matches("[A-Za-z0-9_-]{1,32}")) {
            throw wrong();
          }
          return text;
        });
  }

  Server server(String key, String standard, List<String> schemes, String doc) {
    String allowed = String.join(":// or ", schemes) + "://, a host and perhaps a port";
    return ask(
        key,
        standard,
        allowed,
        doc,
        text -> {
          if (!text.isEmpty()) {
            var url = URI.create(text);
            if (url.getHost() == null || !schemes.contains(url.getScheme())) {
              throw wrong();
            }
          }
          return new Server(text);
        });
  }

  String jdbc(String key, String standard, String doc) {
    return ask(
        key,
        standard,
        "jdbc:postgresql://host:port/database, without user and password",
        doc,
        text -> {
          // A password in the address would be printed by `config` and by every connection error.
          boolean secret = text.matches(".*([?&](user|password|sslpassword)=|//[^/]*@).*");
          if (!text.isEmpty() && (!text.matches("jdbc:postgresql:.+") || secret)) {
            throw wrong();
          }
          return text;
        });
  }

  /** A rule between keys, which no key can check alone. */
  void require(boolean holds, String key, String allowed) {
    if (holds || faults.stream().anyMatch(line -> line.startsWith(key + " "))) {
      return;
    }
    asked.stream()
        .filter(setting -> setting.key().equals(key))
        .forEach(setting -> fault(key, setting.value(), setting.source(), allowed));
  }

  /** Names what was given and never asked for, with the nearest key that exists. */
  void refuseUnknown() {
    var known = asked.stream().map(Setting::key).toList();
    for (var one : given.values().stream().sorted((a, b) -> a.key().compareTo(b.key())).toList()) {
      if (!known.contains(one.key())) {
        String nearest = Nearest.to(one.key(), known);
        boolean inFile = !one.source().startsWith("STOA_");
        faults.add(
            (inFile ? one.key() + " (" + one.source() + ")" : one.source() + " (environment)")
                + ": unknown setting; nearest is "
                + (inFile ? nearest : Setting.environmentName(nearest)));
      }
    }
  }

  private <T> T ask(
      String key, String standard, String allowed, String doc, Function<String, T> parse) {
    var one = given.getOrDefault(key, new Given(key, standard, "default"));
    @Nullable T value = parsed(one.value(), parse);
    boolean wrong = value == null;
    value = value == null ? parse.apply(standard) : value;
    String shown =
        switch (value) {
          case Secret _ -> new Secret(one.value()).toString();
          case Server _ -> Server.masked(one.value());
          default -> one.value();
        };
    if (wrong) {
      fault(key, shown, one.source(), allowed);
    }
    asked.add(new Setting(key, shown, one.source(), standard, allowed, doc));
    return value;
  }

  private static <T> @Nullable T parsed(String text, Function<String, T> parse) {
    boolean control = text.chars().anyMatch(Character::isISOControl);
    try {
      return control ? null : parse.apply(text);
    } catch (IllegalArgumentException e) {
      return null; // The caller names the key and what is allowed; the parser's words add nothing.
    }
  }

  private void fault(String key, String value, String source, String allowed) {
    String shown = value.replaceAll("\\p{Cntrl}", "?");
    String rule = allowed.isEmpty() ? "text without control characters" : allowed;
    faults.add(key + " (" + source + "): \"" + shown + "\" is not allowed; allowed: " + rule);
  }

  private static <N extends Comparable<N>> N within(N value, N least, N most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw wrong();
    }
    return value;
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException();
  }
}
