package stoa.search;

/** A piece of text, and whether it is what was looked for. */
record Part(String text, boolean marked) {}
