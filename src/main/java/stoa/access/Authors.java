package stoa.access;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.when;

import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import stoa.schema.tables.Account;

/** How the name of whoever wrote something is read, in every statement that shows it. */
public final class Authors {
  private Authors() {}

  /** The account's name, or the one kept for an author without an account. */
  public static Field<@Nullable String> name(Account author, Field<@Nullable String> kept) {
    return coalesce(author.NAME, kept);
  }

  /** The name of an account that has a profile; null for one that is removed or was never there. */
  public static Field<@Nullable String> linked(Account author) {
    return when(author.REMOVED_AT.isNull(), author.NAME);
  }
}
