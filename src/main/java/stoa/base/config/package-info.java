/** Settings: one immutable record tree, its loader, where each value came from. */
@NullMarked
package stoa.base.config;

import org.jspecify.annotations.NullMarked;
