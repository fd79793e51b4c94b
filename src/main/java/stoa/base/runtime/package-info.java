/** Starting and stopping, and the only place that starts a thread. */
@NullMarked
package stoa.base.runtime;

import org.jspecify.annotations.NullMarked;
