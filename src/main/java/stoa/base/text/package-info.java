/** What characters are when nobody looks at how they are written. Uses the JDK only. */
@NullMarked
package stoa.base.text;

import org.jspecify.annotations.NullMarked;
