package stoa.markup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the {@link DelimiterRun}s of a document, by the procedure in CommonMark's appendix. Its
 * time grows with their number: an opener that was passed over is not looked at again, as the
 * appendix has it, and nothing is nested deeper than anybody means.
 */
final class Emphases {
  private static final int DEEPEST = 100;

  private final Map<Node, Integer> depths = new HashMap<>();

  private Emphases() {}

  static void pair(Node document) {
    new Emphases().within(document);
  }

  private void within(Node parent) {
    var runs = new ArrayList<DelimiterRun>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      within(child);
      if (child instanceof DelimiterRun run) {
        runs.add(run);
      }
    }
    if (!runs.isEmpty()) {
      pair(runs);
      runs.forEach(DelimiterRun::settle);
    }
    int depth = depthBetween(parent.getFirstChild(), null);
    if (depth > 0) {
      depths.put(parent, depth);
    }
  }

  /** Among siblings. */
  private void pair(List<DelimiterRun> runs) {
    var open = new Openers();
    for (var run : runs) {
      if (run.canClose) {
        close(run, open);
      }
      if (run.canOpen && run.left() > 0) {
        open.add(run);
      }
    }
  }

  private void close(DelimiterRun closer, Openers open) {
    while (closer.left() > 0) {
      var opener = open.nearest(closer);
      if (opener == null) {
        return;
      }
      int depth = 1 + depthBetween(opener.getNext(), closer);
      if (depth > DEEPEST) {
        open.clear(); // what they hold would be deeper still
        return;
      }
      depths.put(wrapped(opener, closer), depth);
      open.spent(opener);
    }
  }

  private static Node wrapped(DelimiterRun opener, DelimiterRun closer) {
    int count = Math.min(2, Math.min(opener.left(), closer.left()));
    String mark = String.valueOf(opener.character).repeat(count);
    Node around =
        opener.character == '~'
            ? new Strikethrough(mark)
            : count == 2 ? new StrongEmphasis(mark) : new Emphasis(mark);
    for (Node inner = opener.getNext(); inner != closer; inner = opener.getNext()) {
      around.appendChild(inner);
    }
    opener.insertAfter(around);
    opener.use(count);
    closer.use(count);
    return around;
  }

  private int depthBetween(@Nullable Node first, @Nullable Node end) {
    int deepest = 0;
    for (Node node = first; node != null && !node.equals(end); node = node.getNext()) {
      deepest = Math.max(deepest, depths.getOrDefault(node, 0));
    }
    return deepest;
  }

  /** Runs that may still find their other half, the nearest last. */
  private static final class Openers {
    private final List<DelimiterRun> runs = new ArrayList<>();

    /** For each kind of closer: how many of the first were passed over already. */
    private final int[] passed = new int[3 * 2 * 3];

    void add(DelimiterRun run) {
      runs.add(run);
    }

    /** The nearest that pairs; those after it find nothing any more. */
    @Nullable DelimiterRun nearest(DelimiterRun closer) {
      int kind = kind(closer);
      for (int i = runs.size() - 1; i >= passed[kind]; i--) {
        if (runs.get(i).opensFor(closer)) {
          keep(i + 1);
          return runs.get(i);
        }
      }
      passed[kind] = runs.size();
      return null;
    }

    void spent(DelimiterRun last) {
      if (last.left() == 0) {
        keep(runs.size() - 1);
      }
    }

    void clear() {
      keep(0);
    }

    private void keep(int count) {
      runs.subList(count, runs.size()).clear();
      Arrays.setAll(passed, kind -> Math.min(passed[kind], count));
    }

    /** Of two of a kind, one finds what the other finds. */
    private static int kind(DelimiterRun closer) {
      int character = "*_~".indexOf(closer.character);
      return character * 6 + (closer.canOpen ? 3 : 0) + closer.written % 3;
    }
  }
}
