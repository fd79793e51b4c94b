package stoa.group;

import org.jspecify.annotations.Nullable;

/**
 * Who is in a group by itself: whoever has at least so much of each of these; of the new members,
 * whoever has not. Null: does not matter.
 *
 * @param posts that are there for everybody
 * @param days since they joined
 */
record Rule(@Nullable Integer posts, @Nullable Integer days, @Nullable Integer likes) {
  static final Rule NONE = new Rule(null, null, null);

  public boolean none() {
    return posts == null && days == null && likes == null;
  }
}
