/** What administrators do in the browser. */
@NullMarked
package stoa.control;

import org.jspecify.annotations.NullMarked;
