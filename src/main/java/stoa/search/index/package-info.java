/**
 * What an index is, and how it is kept as the database is: events first, then whatever is missing.
 */
@NullMarked
package stoa.search.index;

import org.jspecify.annotations.NullMarked;
