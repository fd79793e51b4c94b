/** Texts that the database cannot take now, safe on disk until it can. */
@NullMarked
package stoa.spool;

import org.jspecify.annotations.NullMarked;
