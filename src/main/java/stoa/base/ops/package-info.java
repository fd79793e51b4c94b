/** The admin listener: metrics and health. */
@NullMarked
package stoa.base.ops;

import org.jspecify.annotations.NullMarked;
