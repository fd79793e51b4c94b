/** Who may see and do what: the one place that decides it, for lists as for single rows. */
@NullMarked
package stoa.access;

import org.jspecify.annotations.NullMarked;
