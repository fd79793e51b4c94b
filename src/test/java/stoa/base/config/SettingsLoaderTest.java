package stoa.base.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
  @TempDir Path dir;

  @Test
  void withoutFileAndEnvironmentTheDefaultsHold() {
    var loaded = load(Map.of());

    assertThat(loaded.settings()).isEqualTo(Settings.defaults());
    assertThat(loaded.all()).allMatch(setting -> setting.source().equals("default"));
    assertThat(loaded.settings().http().bodyMax()).isEqualTo(524_288);
    assertThat(loaded.settings().http().stopTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(loaded.settings().database().embedded()).isTrue();
  }

  @Test
  void environmentWinsOverFileAndFileOverDefault() throws IOException {
    write("http.port = 81\nsite.title = A = B # c\n");

    var loaded = load(Map.of("STOA_HTTP_PORT", "82", "PATH", "/bin"));

    assertThat(loaded.settings().http().port()).isEqualTo(82);
    assertThat(loaded.settings().site().title()).isEqualTo("A = B # c");
    assertThat(source(loaded, "http.port")).isEqualTo("STOA_HTTP_PORT");
    assertThat(source(loaded, "site.title")).isEqualTo("config/stoa.properties:2");
    assertThat(source(loaded, "site.url")).isEqualTo("default");
  }

  @Test
  void everyKeyOfTheTreeIsReachedByItsEnvironmentName() {
    for (var setting : SettingsLoader.keys()) {
      var loaded = load(Map.of(setting.environmentName(), setting.standard()));
      assertThat(source(loaded, setting.key())).isEqualTo(setting.environmentName());
    }
  }

  @Test
  void allFaultsAreNamedAtOnce() throws IOException {
    write("http.prot = 81\nhttp.port = 70000\nnonsense\nadmin.port = 1\nadmin.port = 2\n");

    assertThat(faults(Map.of("STOA_DATABASE_POOL_SIZES", "5", "STOA_SITE_URL", "example.org")))
        .containsExactlyInAnyOrder(
            "config/stoa.properties:3: \"nonsense\" is not in the form key = value",
            "admin.port (config/stoa.properties:5): already set in line 4; keep one of them",
            "http.port (config/stoa.properties:2): \"70000\" is not allowed;"
                + " allowed: 0 to 65535",
            "site.url (STOA_SITE_URL): \"example.org\" is not allowed;"
                + " allowed: http:// or https://, a host (xn--… for other scripts) and perhaps a port,"
                + " no path",
            "http.prot (config/stoa.properties:1): unknown setting; nearest is http.port",
            "STOA_DATABASE_POOL_SIZES (environment): unknown setting;"
                + " nearest is STOA_DATABASE_POOL_SIZE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.port|x",
        "http.port|-1",
        "http.port|''",
        "http.host|a b",
        "http.host|localhost:80",
        "http.host|1::2::3",
        "http.trusted.proxies|10.0.0.0/33",
        "http.trusted.proxies|proxy.example.org",
        "http.trusted.proxies|10.0.0.0/8/8",
        "http.trusted.proxies|10.0.0.0/",
        "http.trusted.proxies|300.1.1.1",
        "http.stop.timeout|20",
        "http.stop.timeout|20 s",
        "http.stop.timeout|0s",
        "http.body.max|65MB",
        "http.body.max|1kb",
        "database.pool.size|51",
        "database.pool.size|0",
        "database.url|jdbc:mysql://x/y",
        "database.url|jdbc:postgresql://u:p@x/y",
        "database.url|jdbc:postgresql://x/y?password=p",
        "site.language|de",
        "site.url|https://example.org/forum",
        "site.url|ftp://example.org",
        "site.url|https://a b",
        "site.url|https://example.org:99999",
        "site.url|https://example.org:",
        "site.url|https://u@example.org",
        "site.url|https://论坛.example",
        "site.title|''",
        "data.dir|''",
        "session.idle.days|91",
        "admin.port|8080",
      })
  void aValueThatIsNotAllowedStopsTheStart(String key, String value) {
    assertThat(faults(Map.of(Setting.environmentName(key), value)))
        .singleElement()
        .asString()
        .startsWith(
            key + " (" + Setting.environmentName(key) + "): \"" + value + "\" is not allowed");
  }

  @Test
  void aUserForTheEmbeddedDatabaseWouldBeIgnoredAndIsRefused() {
    assertThat(faults(Map.of("STOA_DATABASE_USER", "stoa")))
        .containsExactly(
            "database.url (default): \"\" is not allowed;"
                + " allowed: an address, because database.user or database.password is set");
  }

  @Test
  void aFileThatIsAskedForMustBeThere() {
    var loader = new SettingsLoader(dir, Map.of());

    var fault =
        catchThrowableOfType(
            SettingsFault.class, () -> loader.load(Optional.of(Path.of("no.properties"))));

    assertThat(fault.lines()).containsExactly("no.properties: does not exist (settings file)");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Files.createDirectories(dir.resolve("config"));
    Files.write(
        dir.resolve("config/stoa.properties"),
        "site.title = Müller".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(faults(Map.of()))
        .containsExactly("config/stoa.properties: is not UTF-8 text; save it as UTF-8");
  }

  @Test
  void urlsAndNetworksAreUnderstood() {
    var settings =
        load(Map.of(
                "STOA_SITE_URL", "https://forum.example.org/",
                "STOA_HTTP_TRUSTED_PROXIES", "127.0.0.1, ::1,10.0.0.0/8"))
            .settings();

    assertThat(settings.site().url()).isEqualTo(URI.create("https://forum.example.org"));
    assertThat(settings.site().secure()).isTrue();
    assertThat(settings.http().trustedProxies())
        .extracting(Network::bits)
        .containsExactly(32, 128, 8);
  }

  @Test
  void noTextOfTheSettingsShowsThePassword() {
    var loaded =
        load(
            Map.of(
                "STOA_DATABASE_URL", "jdbc:postgresql://db/stoa",
                "STOA_DATABASE_PASSWORD", "hunter2"));

    assertThat(loaded.settings().database().password().value()).isEqualTo("hunter2");
    assertThat(loaded.toString()).doesNotContain("hunter2");
    assertThat(SettingsText.inForce(loaded.all()))
        .doesNotContain("hunter2")
        .containsPattern("database.password +\\= \\*\\*\\*\\* +# STOA_DATABASE_PASSWORD");
    assertThat(faults(Map.of("STOA_DATABASE_PASSWORD", "hun\nter")).toString())
        .contains("database.password")
        .doesNotContain("hun");
  }

  @Test
  void theCommittedFileHasEveryKeyWithItsDefault() throws IOException {
    assertThat(Path.of("config/stoa.properties")).hasContent(SettingsText.file());
  }

  @Test
  void theCommittedFileWithItsCommentsTakenAwayIsTheDefault() throws IOException {
    write(SettingsText.file().replaceAll("(?m)^#(?! )", ""));

    var loaded = load(Map.of());

    assertThat(loaded.settings()).isEqualTo(Settings.defaults());
    assertThat(loaded.all()).noneMatch(setting -> setting.source().equals("default"));
  }

  private void write(String text) throws IOException {
    Files.createDirectories(dir.resolve("config"));
    Files.writeString(dir.resolve("config/stoa.properties"), text);
  }

  private SettingsLoader.Loaded load(Map<String, String> environment) {
    return new SettingsLoader(dir, environment).load(Optional.empty());
  }

  private List<String> faults(Map<String, String> environment) {
    return catchThrowableOfType(SettingsFault.class, () -> load(environment)).lines();
  }

  private static String source(SettingsLoader.Loaded loaded, String key) {
    return loaded.all().stream()
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow()
        .source();
  }
}
