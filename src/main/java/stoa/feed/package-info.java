/** What feed readers fetch. */
@NullMarked
package stoa.feed;

import org.jspecify.annotations.NullMarked;
