package stoa.base.db;

import org.jooq.DSLContext;

/** An open transaction. Whoever holds one may change data; only {@link Db#write} makes one. */
public final class Tx {
  private final DSLContext sql;

  Tx(DSLContext sql) {
    this.sql = sql;
  }

  /** For query classes only. */
  public DSLContext sql() {
    return sql;
  }
}
