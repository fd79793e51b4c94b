package stoa.watch;

/** How much of a topic or a board a member wants to be notified of. */
public enum WatchLevel {
  /** Everything that is new there. */
  WATCH,
  /** What concerns them in person; what counts where they have set nothing. */
  NORMAL,
  /** Nothing but a moderator's acts. */
  MUTE
}
