package stoa.base.web;

import java.util.Locale;
import java.util.function.IntSupplier;
import stoa.base.Viewer;

/**
 * One request's visitor: who he is and which language he reads.
 *
 * @param anchor the cookie's value that form tokens are bound to; empty where no cookie came
 * @param notices gives the number of notifications that he has not read
 * @param remembered the database could not be asked who it is, and this is who it was lately
 */
public record Visit(
    Viewer viewer, Locale locale, String anchor, IntSupplier notices, boolean remembered) {
  /** A guest's notices. */
  static final IntSupplier NONE = () -> 0;

  /** His notifications that he has not read, at most {@link Members#MOST_UNREAD}. */
  public int unread() {
    return notices.getAsInt();
  }

  /** Whether the page has nothing of its reader's own. */
  boolean plainGuest() {
    return viewer instanceof Viewer.Guest && anchor.isEmpty();
  }
}
