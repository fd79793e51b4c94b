package stoa.event;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of events by the name that is kept and sent.
 *
 * @param label the name of its record: {@code topic_opened}
 * @param version 1, until the fields of one change their meaning; see {@link Event}
 */
public record Kind(Class<? extends Event> type, String label, int version) {
  private static final int FIRST_VERSION = 1;

  private static final Map<Class<?>, Kind> ALL =
      Arrays.stream(Event.class.getPermittedSubclasses())
          .map(type -> of(type.asSubclass(Event.class)))
          .collect(toUnmodifiableMap(Kind::type, Function.identity()));

  private static final Map<String, Kind> BY_LABEL =
      ALL.values().stream().collect(toUnmodifiableMap(Kind::label, Function.identity()));

  private static Kind of(Class<? extends Event> type) {
    String label = type.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    return new Kind(type, label, FIRST_VERSION);
  }

  static Kind of(Event event) {
    return known(event.getClass());
  }

  private static Kind known(Class<?> type) {
    Kind kind = ALL.get(type);
    if (kind == null) {
      throw new IllegalArgumentException(type + " is no kind of event");
    }
    return kind;
  }

  /** The kind with that name and version; empty where a newer server made it. */
  public static Optional<Kind> of(String label, int version) {
    return Optional.ofNullable(BY_LABEL.get(label)).filter(kind -> kind.version() == version);
  }

  /** All that there are. */
  public static Set<Class<? extends Event>> all() {
    return ALL.values().stream().map(Kind::type).collect(Collectors.toUnmodifiableSet());
  }

  /** How events of these types are called. */
  public static Stream<String> labels(Set<Class<? extends Event>> types) {
    return types.stream().map(Kind::known).map(Kind::label);
  }
}
