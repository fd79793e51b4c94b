/** Who visits, which handler answers, and how that goes out. */
@NullMarked
package stoa.base.web;

import org.jspecify.annotations.NullMarked;
