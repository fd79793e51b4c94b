/** The listener: connections, headers, bodies, limits, what is counted of them. */
@NullMarked
package stoa.base.http;

import org.jspecify.annotations.NullMarked;
