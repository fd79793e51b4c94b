package stoa.access;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import stoa.base.db.AnyOf;

/** Some of the boards that there are, by their ids. */
public final class BoardSet {
  static final BoardSet NONE = new BoardSet(new long[0], new long[0]);

  private final long[] within;
  private final long[] without;

  /**
   * @param within in their order
   * @param without the others
   */
  BoardSet(long[] within, long[] without) {
    this.within = within;
    this.without = without;
  }

  public boolean has(long board) {
    return Arrays.binarySearch(within, board) >= 0;
  }

  /** Whether there is no board that is not in it. */
  public boolean all() {
    return without.length == 0 && within.length > 0;
  }

  public boolean isEmpty() {
    return within.length == 0;
  }

  int size() {
    return within.length;
  }

  public List<Long> ids() {
    return Arrays.stream(within).boxed().toList();
  }

  /** Those that are not in it. */
  public List<Long> others() {
    return Arrays.stream(without).boxed().toList();
  }

  /** As a parameter of a statement. */
  public Long[] array() {
    return ids().toArray(Long[]::new);
  }

  /**
   * Rows of one of these boards. Mostly that is all or all but a few, and the statement is the same
   * for any number of them.
   *
   * @param board the field with the board's id
   */
  public Condition contains(Field<Long> board) {
    if (isEmpty()) {
      return falseCondition();
    }
    if (all()) {
      return noCondition();
    }
    return without.length < within.length ? not(among(board, others())) : among(board, ids());
  }

  private static Condition among(Field<Long> board, Collection<Long> ids) {
    return AnyOf.among(board, ids);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BoardSet set && Arrays.equals(within, set.within);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(within);
  }

  @Override
  public String toString() {
    return Arrays.toString(within);
  }
}
