/**
 * What a visitor asks, read from one line: what must match, as data that either index translates.
 */
@NullMarked
package stoa.search.query;

import org.jspecify.annotations.NullMarked;
