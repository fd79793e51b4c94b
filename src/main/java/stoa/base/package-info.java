/** Words that every part of the forum shares. Uses the JDK only. */
@NullMarked
package stoa.base;

import org.jspecify.annotations.NullMarked;
