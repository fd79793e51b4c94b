package stoa.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.web.Crumb;

/**
 * A post that was found.
 *
 * @param first whether it begins its topic
 * @param hidden whether only moderators find it
 */
record Result(
    String url,
    List<Part> title,
    boolean first,
    boolean hidden,
    Crumb board,
    @Nullable String authorName,
    @Nullable String authorUrl,
    Instant created,
    List<Part> extract) {
  Result {
    title = List.copyOf(title);
    extract = List.copyOf(extract);
  }
}
