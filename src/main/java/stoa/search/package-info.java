/**
 * Searching titles and posts: the page, and what of the hits a viewer may read. Its rooms are its
 * own.
 */
@NullMarked
package stoa.search;

import org.jspecify.annotations.NullMarked;
