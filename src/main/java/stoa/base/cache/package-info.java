/** Copies that end with what they show, in this process or in Redis. */
@NullMarked
package stoa.base.cache;

import org.jspecify.annotations.NullMarked;
