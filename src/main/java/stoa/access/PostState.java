package stoa.access;

import static org.jooq.impl.DSL.field;
import static stoa.schema.Tables.POST;

import org.jooq.Field;

/** How a post stands, for what shows it. */
public final class PostState {
  public static final Field<Boolean> DELETED = field(POST.DELETED_AT.isNotNull());
  public static final Field<Boolean> PENDING = field(POST.HELD_AT.isNotNull());

  private PostState() {}
}
