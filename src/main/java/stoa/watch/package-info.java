/** What members want to hear of: the conditions that all who tell them something share. */
@NullMarked
package stoa.watch;

import org.jspecify.annotations.NullMarked;
