package stoa.base.config;

/**
 * A key as it stands.
 *
 * @param value in force; a secret is masked
 * @param source "default", the file and line, or the name of the environment variable
 * @param allowed what may stand there, to complete "allowed: …"; empty where anything may
 */
public record Setting(
    String key, String value, String source, String standard, String allowed, String doc) {
  /** {@code http.port} is set by {@code STOA_HTTP_PORT}. */
  public String environmentName() {
    return environmentName(key);
  }

  static String environmentName(String key) {
    return "STOA_" + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
  }
}
