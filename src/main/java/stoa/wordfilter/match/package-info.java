/** Finds words in texts, however they are disguised. Knows nothing of posts or lists. */
@NullMarked
package stoa.wordfilter.match;

import org.jspecify.annotations.NullMarked;
