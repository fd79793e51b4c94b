/** The tree of boards, as all who name or show a board find it. */
@NullMarked
package stoa.tree;

import org.jspecify.annotations.NullMarked;
