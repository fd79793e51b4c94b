/** From HTTP to a feature's handler and back to a page. */
@NullMarked
package stoa.base.web;

import org.jspecify.annotations.NullMarked;
