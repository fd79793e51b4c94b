package stoa.access;

import static org.jooq.impl.DSL.noCondition;

import org.jooq.Condition;
import org.jooq.Field;
import stoa.base.Viewer;

/**
 * Readers who may read the same: the key of what is kept for several of them.
 *
 * @param hidden whether they also find what is pending and what was deleted
 */
public record Audience(boolean hidden) {
  /** Everybody, guests too. */
  public static final Audience ALL = new Audience(false);

  /** Readers who may read what this one may. */
  static Audience of(Viewer viewer) {
    return new Audience(Act.SEE_HIDDEN.allowedTo(viewer));
  }

  /**
   * Which boards they read, of rows that carry a board's id; today all of them.
   *
   * @param board the field with the id
   */
  Condition boards(Field<Long> board) {
    return noCondition();
  }

  /** The same of one board. */
  boolean reads(long board) {
    return true;
  }
}
