package stoa.search;

/**
 * A part of what was asked for.
 *
 * @param inTitle whether it counts in titles only
 */
record Clause(Match match, boolean inTitle) {}
