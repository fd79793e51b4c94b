package stoa.base.web;

import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.view.Unread;

/** What members have read. */
public interface ReadStates {
  /** One member's; it may be read from the database. */
  Unread of(Viewer.Member member);

  /** The same, where nothing has to be waited for; null where something has. */
  @Nullable Unread ifLocal(Viewer.Member member);
}
