/** What groups may on each board: set, explained, logged and taken back. */
@NullMarked
package stoa.rights;

import org.jspecify.annotations.NullMarked;
