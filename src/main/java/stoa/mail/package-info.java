/** Letters to members: the queue, how it is sent, digests, ways out of them. */
@NullMarked
package stoa.mail;

import org.jspecify.annotations.NullMarked;
