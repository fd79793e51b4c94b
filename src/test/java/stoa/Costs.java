package stoa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What pages cost, by the name of page and figure; less is better with all of them. */
record Costs(SortedMap<String, Long> figures) {
  static final String RECORD = "./run.sh test -Dtest=CostTest -Dstoa.costs.record=true";

  private static final double GROWTH = 1.10;
  private static final double SHRINKING = 0.70;

  private static final String HEAD =
      """
      # What pages cost: see CostTest. Recorded by
      #   %s
      # bytes: the page's length; allocated: bytes of objects for a request; statements: SQL for a
      # request; misses: of 100 requests. A copy is a page out of memory, anew is one made for it,
      # changed the first after a reply.
      """
          .formatted(RECORD);

  Costs {
    figures = new TreeMap<>(figures);
  }

  static Costs read(Path file) {
    var figures = new TreeMap<String, Long>();
    try (var lines = Files.lines(file)) {
      lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("=", 2))
          .forEach(pair -> figures.put(pair[0].strip(), Long.valueOf(pair[1].strip())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Costs(figures);
  }

  void write(Path file) {
    String lines =
        figures.entrySet().stream()
            .map(figure -> figure.getKey() + " = " + figure.getValue() + "\n")
            .collect(Collectors.joining());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, HEAD + lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a figure is too far from its baseline, or has none, in a sentence each. */
  List<String> against(Costs baseline) {
    var faults = new ArrayList<String>();
    figures.forEach((name, now) -> {
      Long before = baseline.figures.get(name);
      if (before == null) {
        faults.add(name + " is " + now + " and has no baseline; " + recordIt());
      } else if (now > before * GROWTH) {
        faults.add(
            "%s has grown from %d to %d (%s); if that is meant, %s"
                .formatted(name, before, now, percent(before, now), recordIt()));
      } else if (now < before * SHRINKING) {
        faults.add(
            "%s has shrunk from %d to %d (%s): well done; so that it stays there, %s"
                .formatted(name, before, now, percent(before, now), recordIt()));
      }
    });
    baseline.figures.keySet().stream()
        .filter(name -> !figures.containsKey(name))
        .forEach(name -> faults.add(name + " has a baseline and is not measured; " + recordIt()));
    return faults;
  }

  private static String percent(long before, long now) {
    return before == 0
        ? "+" + now
        : "%+d %%".formatted(Math.round((now - before) * 100.0 / before));
  }

  private static String recordIt() {
    return "record it: " + RECORD;
  }

  /** The names of figures that begin and end so and are above what is allowed. */
  List<String> above(long most, String begin, String end) {
    return figures.entrySet().stream()
        .filter(figure -> figure.getKey().startsWith(begin) && figure.getKey().endsWith(end))
        .filter(figure -> figure.getValue() > most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
