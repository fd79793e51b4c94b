package stoa.base.config;

/** A value that must not reach a log or a page by way of somebody's {@code toString}. */
public record Secret(String value) {
  @Override
  public String toString() {
    return value.isEmpty() ? "" : "****";
  }
}
