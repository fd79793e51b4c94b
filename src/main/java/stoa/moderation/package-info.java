/** What moderators see and do: the desk of posts that wait, pinning and locking. */
@NullMarked
package stoa.moderation;

import org.jspecify.annotations.NullMarked;
