package stoa.base.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the settings: defaults, then the file, then the environment. Strict, because a mistyped key
 * that is passed over in silence is found only on the day it matters.
 */
public final class SettingsLoader {
  /** Read if it is there, relative to the working directory. */
  public static final Path USUAL_FILE = Path.of("config", "stoa.properties");

  /** What is in force and where it came from, in the order of the documentation. */
  public record Loaded(Settings settings, List<Setting> all) {
    public Loaded {
      all = List.copyOf(all);
    }
  }

  private final Path workingDirectory;
  private final Map<String, String> environment;
  private final List<String> faults = new ArrayList<>();
  private final List<Values.Given> given = new ArrayList<>();

  public SettingsLoader(Path workingDirectory, Map<String, String> environment) {
    this.workingDirectory = workingDirectory;
    this.environment = Map.copyOf(environment);
  }

  /**
   * @param file given on the command line; it must exist then
   * @throws SettingsFault with a line for each fault
   */
  public Loaded load(Optional<Path> file) {
    faults.clear();
    given.clear();
    readFile(file);
    readEnvironment();
    var values = new Values(given);
    var settings = Settings.read(values);
    values.refuseUnknown();
    faults.addAll(values.faults());
    if (!faults.isEmpty()) {
      throw new SettingsFault(faults);
    }
    return new Loaded(settings, values.asked());
  }

  /** Every key with its default, as {@code config/stoa.properties} shows them. */
  public static List<Setting> keys() {
    var values = new Values(List.of());
    Settings.read(values);
    return values.asked();
  }

  private void readFile(Optional<Path> file) {
    Path shown = file.orElse(USUAL_FILE);
    Path path = workingDirectory.resolve(shown);
    if (file.isEmpty() && !Files.exists(path)) {
      return;
    }
    try {
      readLines(shown, Files.readString(path, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      faults.add(shown + ": is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      String why = Files.exists(path) ? "cannot be read; check its permissions" : "does not exist";
      faults.add(shown + ": " + why + " (settings file)");
    }
  }

  private void readLines(Path file, String content) {
    var seen = new HashMap<String, Integer>();
    var lines = content.lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      // Editors on Windows put a byte order mark before the first line.
      String line = lines.get(number - 1).replace("\uFEFF", "").strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        readLine(file + ":" + number, line, seen, number);
      }
    }
  }

  private void readLine(String source, String line, Map<String, Integer> seen, int number) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      faults.add(source + ": \"" + line + "\" is not in the form key = value");
      return;
    }
    String key = line.substring(0, equals).strip();
    Integer before = seen.putIfAbsent(key, number);
    if (before != null) {
      faults.add(key + " (" + source + "): already set in line " + before + "; keep one of them");
      return;
    }
    given.add(new Values.Given(key, line.substring(equals + 1).strip(), source));
  }

  private void readEnvironment() {
    environment.keySet().stream()
        .filter(name -> name.startsWith("STOA_"))
        .sorted()
        .forEach(name -> given.add(fromEnvironment(name)));
  }

  private Values.Given fromEnvironment(String name) {
    String key = name.substring("STOA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
    return new Values.Given(key, environment.getOrDefault(name, "").strip(), name);
  }
}
