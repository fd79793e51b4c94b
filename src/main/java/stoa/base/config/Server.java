package stoa.base.config;

/** Where another server listens; the address may hold a password, so it is never shown whole. */
public record Server(String url) {
  public boolean used() {
    return !url.isEmpty();
  }

  @Override
  public String toString() {
    return masked(url);
  }

  static String masked(String url) {
    return url.replaceAll("//[^/]*@", "//****@");
  }
}
