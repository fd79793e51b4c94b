/** The commands other than serve. */
@NullMarked
package stoa.tools;

import org.jspecify.annotations.NullMarked;
