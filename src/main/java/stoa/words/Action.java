package stoa.words;

/** What a watched word does to the text that has it; the later one outweighs the earlier. */
enum Action {
  /** It appears, and moderators are told. */
  FLAG,
  /** Another word takes its place. */
  REPLACE,
  /** It waits for a moderator. */
  HOLD,
  /** It is not accepted; its author is told why. */
  REJECT
}
