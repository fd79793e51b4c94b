/** Pages that are made once and sent to many: whole for guests, with places to fill for members. */
@NullMarked
package stoa.base.pagecache;

import org.jspecify.annotations.NullMarked;
