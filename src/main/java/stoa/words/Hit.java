package stoa.words;

/**
 * A watched word in a text.
 *
 * @param start where it begins in the original text, in chars
 * @param end where it ends there
 */
record Hit(Word word, int start, int end) {}
