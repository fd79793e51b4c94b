package stoa.search.query;

/**
 * A part of what was asked for.
 *
 * @param inTitle whether it counts in titles only
 */
public record Clause(Match match, boolean inTitle) {}
