package stoa.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Where a numbered page stands among the others.
 *
 * @param page the page shown, from 1
 * @param pages how many there are, at least 1
 * @param empty pages on which nothing is to be seen: they keep their numbers, and are not offered
 */
public record Paging(int page, int pages, Set<Integer> empty) {
  public Paging {
    empty = Set.copyOf(empty);
  }

  public Paging(int page, int pages) {
    this(page, pages, Set.of());
  }

  public static Paging of(int page, long items, int size) {
    return new Paging(page, pagesOf(items, size));
  }

  public static int pagesOf(long items, int size) {
    return (int) Math.max(1, (items + size - 1) / size);
  }

  /** The same without offering those pages. */
  public Paging without(Set<Integer> others) {
    return new Paging(page, pages, others);
  }

  public boolean hasPrevious() {
    return previous() > 0;
  }

  public boolean hasNext() {
    return next() > 0;
  }

  /** 0 where there is none. */
  public int previous() {
    return IntStream.iterate(page - 1, n -> n >= 1, n -> n - 1)
        .filter(this::offers)
        .findFirst()
        .orElse(0);
  }

  /** 0 where there is none. */
  public int next() {
    return IntStream.rangeClosed(page + 1, pages).filter(this::offers).findFirst().orElse(0);
  }

  private boolean offers(int number) {
    return !empty.contains(number);
  }

  /** The page to go to instead of an empty one: the nearest, of two the earlier. */
  public int nearest() {
    int before = previous();
    int after = next();
    if (before == 0 && after == 0) {
      return 1;
    }
    return after == 0 || (before > 0 && page - before <= after - page) ? before : after;
  }

  /** Whether there is anything to turn to. */
  public boolean several() {
    return hasPrevious() || hasNext();
  }

  /** The page numbers to offer: the ends and the neighbours; 0 stands for a gap. */
  public List<Integer> offered() {
    var numbers = new TreeSet<Integer>();
    numbers.add(1);
    numbers.add(pages);
    for (int near = page - 2; near <= page + 2; near++) {
      if (near >= 1 && near <= pages) {
        numbers.add(near);
      }
    }
    numbers.removeIf(number -> number != page && !offers(number));
    var offered = new ArrayList<Integer>();
    int before = 0;
    for (int number : numbers) {
      if (number == before + 2 && offers(number - 1)) {
        offered.add(number - 1);
      } else if (number > before + 2) {
        offered.add(0);
      }
      offered.add(number);
      before = number;
    }
    return List.copyOf(offered);
  }
}
