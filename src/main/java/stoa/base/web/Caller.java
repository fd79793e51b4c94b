package stoa.base.web;

import java.util.function.LongPredicate;
import stoa.base.http.Source;

/**
 * Where somebody comes from who tries a password.
 *
 * @param knownTo whether that account's member has signed in there before
 */
public record Caller(Source source, LongPredicate knownTo) {}
