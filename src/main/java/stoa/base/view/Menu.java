package stoa.base.view;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import stoa.access.Viewer;

/** The pages that others lead to from everywhere, as the features offer them at their routes. */
public final class Menu {
  /** Where an entry stands. */
  public enum Place {
    /** At the head of every page. */
    MAIN,
    /** On the front page of the administration. */
    ADMINISTRATION
  }

  /**
   * A page and the key of its name.
   *
   * @param order among those of its place; the smallest comes first
   * @param offeredTo who may ask for it
   */
  public record Entry(
      Place place, int order, String path, String key, Predicate<Viewer> offeredTo) {}

  private final List<Entry> main;
  private final List<Entry> administration;

  public Menu(List<Entry> entries) {
    this.main = of(Place.MAIN, entries);
    this.administration = of(Place.ADMINISTRATION, entries);
  }

  private static List<Entry> of(Place place, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.place() == place)
        .sorted(Comparator.comparingInt(Entry::order))
        .toList();
  }

  /** Those that are offered to a viewer. */
  List<Entry> entries(Place place, Viewer viewer) {
    var all = place == Place.MAIN ? main : administration;
    return all.stream().filter(entry -> entry.offeredTo().test(viewer)).toList();
  }
}
