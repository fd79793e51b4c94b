/** What members think of posts: likes, and the answer to a topic. */
@NullMarked
package stoa.reaction;

import org.jspecify.annotations.NullMarked;
