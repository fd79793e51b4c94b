/**
 * What members want to be notified of: the conditions that notifications, mails and lists share.
 */
@NullMarked
package stoa.watch;

import org.jspecify.annotations.NullMarked;
