/** Topics and posts: reading and writing them. */
@NullMarked
package stoa.topic;

import org.jspecify.annotations.NullMarked;
