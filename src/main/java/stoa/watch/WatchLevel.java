package stoa.watch;

/** How much a member wants to hear of a topic or a board. */
public enum WatchLevel {
  /** Everything that is new there. */
  WATCH,
  /** What concerns them in person; what counts where they have set nothing. */
  NORMAL,
  /** Nothing but a moderator's acts. */
  MUTE
}
