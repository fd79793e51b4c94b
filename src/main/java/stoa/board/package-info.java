/** The index and the boards. */
@NullMarked
package stoa.board;

import org.jspecify.annotations.NullMarked;
