package stoa.base.web;

import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;

/** Who a session belongs to. The account feature answers it. */
public interface Members {
  /**
   * The member whose session carries that token; empty where it is unknown, expired or its member
   * is removed.
   */
  Optional<SignedIn> bySession(String token);

  /** The same, where it is known without asking anybody: this waits for nothing. */
  Optional<SignedIn> ifLocal(String token);

  /**
   * The member whom {@link #bySession} found lately: for what may be decided without the database,
   * while it is away. They may have signed out on another server since.
   */
  Optional<SignedIn> remembered(String token);

  /**
   * @param language the member's own choice, null for "as the browser asks"
   * @param unread notifications that they have not read; at most {@link #MOST_UNREAD}. Only what
   *     shows their number asks, and may wait for the database by it
   */
  record SignedIn(Viewer.Member member, @Nullable String language, IntSupplier unread) {}

  /** More are not counted: nobody reads on from a number. */
  int MOST_UNREAD = 100;
}
