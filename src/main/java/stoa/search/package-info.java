/** Searching titles and posts: the analysis of text, the indexes, the queries, the page. */
@NullMarked
package stoa.search;

import org.jspecify.annotations.NullMarked;
