/** What members are notified of on the forum itself: mentions, replies, news of what they watch. */
@NullMarked
package stoa.notify;

import org.jspecify.annotations.NullMarked;
