/** Events from the outbox to those who handle them, over NATS or within the process. */
@NullMarked
package stoa.base.bus;

import org.jspecify.annotations.NullMarked;
