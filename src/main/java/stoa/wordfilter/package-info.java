/** Watched words: what a post may not say, or not without a moderator having seen it. */
@NullMarked
package stoa.wordfilter;

import org.jspecify.annotations.NullMarked;
