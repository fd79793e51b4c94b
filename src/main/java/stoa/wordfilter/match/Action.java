package stoa.wordfilter.match;

/** What a watched word does to the text that has it; the later one outweighs the earlier. */
public enum Action {
  /** It appears, and moderators are notified. */
  FLAG,
  /** Another word takes its place. */
  REPLACE,
  /** It waits for a moderator. */
  HOLD,
  /** It is not accepted; its author is told why. */
  REJECT
}
