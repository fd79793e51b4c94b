package stoa.base.db;

import static org.jooq.impl.DSL.any;

import java.util.Collection;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Whether a number is one of some. Unlike a list of IN it has one text for any number of them, so
 * that the statement stays prepared: reading and planning it anew takes longer than running it.
 */
public final class AnyOf {
  private AnyOf() {}

  public static Condition among(Field<Long> field, Collection<Long> some) {
    return field.eq(any(some.toArray(Long[]::new)));
  }
}
