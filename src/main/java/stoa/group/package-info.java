/** Groups and who is in them, in the browser; the list of members, and their pages for staff. */
@NullMarked
package stoa.group;

import org.jspecify.annotations.NullMarked;
