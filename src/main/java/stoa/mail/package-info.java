/** Mails to members: the queue, how it is sent, digests, unsubscribing. */
@NullMarked
package stoa.mail;

import org.jspecify.annotations.NullMarked;
