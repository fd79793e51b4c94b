/** What moderators see and do: the desk of pending posts, pinning and locking. */
@NullMarked
package stoa.moderation;

import org.jspecify.annotations.NullMarked;
