/** Stoa, a forum server. */
@NullMarked
package stoa;

import org.jspecify.annotations.NullMarked;
