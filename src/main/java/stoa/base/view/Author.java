package stoa.base.view;

import org.jspecify.annotations.Nullable;

/**
 * Who wrote something, as a page names them.
 *
 * @param name null where nobody's name was kept
 * @param url their profile; null where they have no account (any more)
 */
public record Author(@Nullable String name, @Nullable String url) {
  /** Of a name to show, and of the one whose profile there is, if any. */
  public static Author of(@Nullable String name, @Nullable String linked) {
    return new Author(name, linked == null ? null : Urls.member(linked));
  }
}
