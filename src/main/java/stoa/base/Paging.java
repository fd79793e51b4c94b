package stoa.base;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Where a numbered page stands among the others.
 *
 * @param page the page shown, from 1
 * @param pages how many there are, at least 1
 */
public record Paging(int page, int pages) {
  public static Paging of(int page, long items, int size) {
    return new Paging(page, pagesOf(items, size));
  }

  public static int pagesOf(long items, int size) {
    return (int) Math.max(1, (items + size - 1) / size);
  }

  public boolean hasPrevious() {
    return page > 1;
  }

  public boolean hasNext() {
    return page < pages;
  }

  public int previous() {
    return page - 1;
  }

  public int next() {
    return page + 1;
  }

  /** Whether there is anything to turn to. */
  public boolean several() {
    return pages > 1;
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
    var offered = new ArrayList<Integer>();
    int before = 0;
    for (int number : numbers) {
      if (number == before + 2) {
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
