package stoa.base.web;

import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;

/**
 * What a page shows, and what is to be done each time that somebody gets it, also as a copy.
 *
 * @param tags copies live until one of them is dropped
 * @param seen called with who got it; waits for nothing
 * @param read for a member who has notifications of what the page shows; may wait
 */
public record Shows(
    Set<String> tags, Consumer<Viewer> seen, @Nullable Consumer<Viewer.Member> read) {
  public Shows {
    tags = Set.copyOf(tags);
  }
}
