/** The import of a Stack Exchange dump. */
@NullMarked
package stoa.tools.stackexchange;

import org.jspecify.annotations.NullMarked;
