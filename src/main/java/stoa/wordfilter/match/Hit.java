package stoa.wordfilter.match;

/**
 * A watched word in a text.
 *
 * @param start where it begins in the original text, in chars
 * @param end where it ends there
 */
public record Hit(Word word, int start, int end) {}
