/** Each server's own index, in its data directory. */
@NullMarked
package stoa.search.lucene;

import org.jspecify.annotations.NullMarked;
