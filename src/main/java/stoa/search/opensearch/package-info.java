/** The index that several servers share, by HTTP. */
@NullMarked
package stoa.search.opensearch;

import org.jspecify.annotations.NullMarked;
