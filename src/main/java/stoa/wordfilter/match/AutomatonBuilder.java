package stoa.wordfilter.match;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lays an {@link Automaton} out: the states breadth first, each at the first place where all its
 * children find room.
 */
final class AutomatonBuilder {
  private static final int TRIES = 256;

  private final Alphabet alphabet;
  private int[] base = new int[1024];
  private int[] check = new int[1024];

  private final List<int[]> patterns;
  private int[] failures = new int[1024];
  private int[] ends = new int[1024];
  private int[] order = new int[1024];
  private int placed;
  private int highest = Automaton.ROOT;
  private int firstRoom;
  private int firstHole;

  AutomatonBuilder(List<int[]> patterns, Alphabet alphabet) {
    this.patterns = patterns;
    this.alphabet = alphabet;
    // Every code fits below: no base is less than 1.
    this.firstRoom = alphabet.size() + 2;
    this.firstHole = firstRoom;
    build();
  }

  /** The patterns from {@code from} to {@code to}, which share their first {@code depth} codes. */
  private record Node(int state, int depth, int from, int to) {}

  private void build() {
    check[Automaton.ROOT] = Automaton.ROOT;
    order[placed++] = Automaton.ROOT;
    var open = new ArrayDeque<Node>();
    open.add(new Node(Automaton.ROOT, 0, 0, patterns.size()));
    while (!open.isEmpty()) {
      expand(open.remove(), open);
    }
  }

  private void expand(Node node, ArrayDeque<Node> open) {
    int from = node.from();
    if (from < node.to() && patterns.get(from).length == node.depth()) {
      ends[node.state()] = ++from;
    }
    int[] bounds = children(node.depth(), from, node.to());
    if (bounds.length < 2) {
      return;
    }
    int first = place(node, bounds); // before the array is named: it may have to grow
    base[node.state()] = first;
    for (int i = 0; i + 1 < bounds.length; i++) {
      int code = alphabet.code(patterns.get(bounds[i])[node.depth()]);
      int child = first + code;
      link(node.state(), child, code);
      open.add(new Node(child, node.depth() + 1, bounds[i], bounds[i + 1]));
    }
  }

  /** Where among the patterns each child begins, and where the last one ends. */
  private int[] children(int depth, int from, int to) {
    var bounds = IntStream.builder();
    int before = -1;
    for (int i = from; i < to; i++) {
      int here = patterns.get(i)[depth];
      if (here != before) {
        bounds.add(i);
        before = here;
      }
    }
    if (from < to) {
      bounds.add(to);
    }
    return bounds.build().toArray();
  }

  /** The first base at which every child finds a free place; marks the places. */
  private int place(Node node, int[] bounds) {
    var codes = new int[bounds.length - 1];
    int lowest = Integer.MAX_VALUE;
    int greatest = 0;
    for (int i = 0; i < codes.length; i++) {
      codes[i] = alphabet.code(patterns.get(bounds[i])[node.depth()]);
      lowest = Math.min(lowest, codes[i]);
      greatest = Math.max(greatest, codes[i]);
    }
    int at = codes.length == 1 ? hole(lowest) : room(codes, lowest);
    reserve(at + greatest);
    for (int code : codes) {
      check[at + code] = node.state();
    }
    return at;
  }

  /** Most states have one child, which fits into any hole. */
  private int hole(int code) {
    while (taken(firstHole)) {
      firstHole++;
    }
    return firstHole - code;
  }

  /** Where the search has failed so often, it does not begin again: the time stays linear. */
  private int room(int[] codes, int lowest) {
    int at = Math.max(1, firstRoom - lowest);
    for (int tries = 0; !fits(at, codes); tries++) {
      at++;
      if (tries == TRIES) {
        firstRoom = at + lowest;
        tries = 0;
      }
    }
    return at;
  }

  private boolean fits(int at, int[] codes) {
    for (int code : codes) {
      if (at + code <= Automaton.ROOT || taken(at + code)) {
        return false;
      }
    }
    return true;
  }

  private boolean taken(int place) {
    return place < check.length && check[place] != 0;
  }

  private void link(int parent, int child, int code) {
    int to = 0;
    int at = parent;
    while (at != Automaton.ROOT && to == 0) {
      at = failures[at];
      to = child(at, code);
    }
    failures[child] = to == 0 ? Automaton.ROOT : to;
    if (placed == order.length) {
      order = Arrays.copyOf(order, placed * 2);
    }
    order[placed++] = child;
  }

  private void reserve(int place) {
    highest = Math.max(highest, place);
    if (place >= check.length) {
      int size = Math.max(place + 1, check.length + check.length / 2);
      base = Arrays.copyOf(base, size);
      check = Arrays.copyOf(check, size);
      failures = Arrays.copyOf(failures, size);
      ends = Arrays.copyOf(ends, size);
    }
  }

  private int child(int state, int code) {
    int to = base[state] + code;
    return to < check.length && check[to] == state ? to : 0;
  }

  int states() {
    return placed;
  }

  int[] base() {
    return Arrays.copyOf(base, highest + 1);
  }

  int[] check() {
    return Arrays.copyOf(check, highest + 1);
  }

  int[] fail() {
    return Arrays.copyOf(failures, highest + 1);
  }

  int[] ends() {
    return Arrays.copyOf(ends, highest + 1);
  }

  /** The states in the order of their depth. */
  int[] order() {
    return order;
  }
}
