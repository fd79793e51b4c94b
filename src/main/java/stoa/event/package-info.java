/** Everything that the forum can announce. */
@NullMarked
package stoa.event;

import org.jspecify.annotations.NullMarked;
