package stoa.base.view;

/**
 * What one template shows: a record that knows its template. The template sees it as {@code page}.
 */
public interface View {
  /** The template's path under {@code templates/}, without its ending: {@code "topic/topic"}. */
  String template();

  /**
   * Whether a guest finds a form on it. Only then do they get a cookie, for the form's token; all
   * other pages are the same for every guest.
   */
  default boolean hasForm() {
    return false;
  }
}
