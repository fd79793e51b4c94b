/** From what a member writes to what a page shows. */
@NullMarked
package stoa.markup;

import org.jspecify.annotations.NullMarked;
