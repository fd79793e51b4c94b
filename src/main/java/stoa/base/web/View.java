package stoa.base.web;

/**
 * What one template shows: a record that knows its template. The template sees it as {@code page}.
 */
public interface View {
  /** The template's path under {@code templates/}, without its ending: {@code "topic/topic"}. */
  String template();
}
