package stoa.notify;

/** How much a member wants to hear of a topic or a board. */
enum Level {
  /** Everything that is new there. */
  WATCH,
  /** What concerns him in person. */
  NORMAL,
  /** Nothing but a moderator's acts. */
  MUTE
}
