package stoa.topic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a topic's page in one line: a post, or several deleted ones that follow each
 * other.
 *
 * @param post null for a run of deleted ones
 */
record PostLine(@Nullable PostRow post, List<PostRow> folded) {
  PostLine {
    folded = List.copyOf(folded);
  }

  static List<PostLine> of(List<PostRow> posts) {
    var lines = new ArrayList<PostLine>();
    var run = new ArrayList<PostRow>();
    for (PostRow post : posts) {
      if (!post.tombstone()) {
        end(run, lines);
        lines.add(new PostLine(post, List.of()));
      } else {
        run.add(post);
      }
    }
    end(run, lines);
    return lines;
  }

  /** One alone stands for itself. */
  private static void end(List<PostRow> run, List<PostLine> lines) {
    if (run.size() == 1) {
      lines.add(new PostLine(run.getFirst(), List.of()));
    } else if (!run.isEmpty()) {
      lines.add(new PostLine(null, run));
    }
    run.clear();
  }
}
