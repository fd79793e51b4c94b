package stoa.search.index;

import java.time.Instant;
import java.util.List;

/**
 * A post as an index keeps it: never its text, only what it is found by. What a page shows is read
 * from the database, with the rights of whom it is for.
 *
 * @param version grows with every reading: of two versions of a post the higher one is newer
 * @param authors what its author is found by; see {@link AuthorKeys}
 * @param hidden deleted, or waiting for a moderator: only moderators may find it
 * @param title of its topic where it is the first post; empty otherwise, or every reply would be
 *     found by it
 */
public record IndexedPost(
    long id,
    long version,
    long boardId,
    List<String> authors,
    List<String> tags,
    Instant created,
    boolean hidden,
    String title,
    String body) {
  public IndexedPost {
    authors = List.copyOf(authors);
    tags = List.copyOf(tags);
  }
}
