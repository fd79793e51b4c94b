/** What members have read, what they have not, and how often topics are looked at. */
@NullMarked
package stoa.reading;

import org.jspecify.annotations.NullMarked;
