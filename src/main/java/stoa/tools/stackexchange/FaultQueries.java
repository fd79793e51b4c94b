package stoa.tools.stackexchange;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;
import static stoa.schema.Tables.IMPORT_FAULT;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** The rows that were not taken, kept until the report is written, and after. */
final class FaultQueries {
  private static final int ROWS = 1000;

  private final Db db;

  FaultQueries(Db db) {
    this.db = db;
  }

  void add(Tx tx, StageQueries.Run run, String stage, List<Faults.Fault> faults) {
    for (int from = 0; from < faults.size(); from += ROWS) {
      var insert =
          tx.sql()
              .insertInto(
                  IMPORT_FAULT,
                  IMPORT_FAULT.RUN_ID,
                  IMPORT_FAULT.STAGE,
                  IMPORT_FAULT.FILE,
                  IMPORT_FAULT.LINE,
                  IMPORT_FAULT.REASON,
                  IMPORT_FAULT.ROW_COUNT,
                  IMPORT_FAULT.BAD);
      for (var fault : faults.subList(from, Math.min(faults.size(), from + ROWS))) {
        insert =
            insert.values(
                run.id(),
                stage,
                fault.file(),
                fault.line() == 0 ? null : Long.valueOf(fault.line()),
                fault.reason(),
                fault.rows(),
                fault.bad());
      }
      int _ = insert.execute();
    }
  }

  /** Of a stage that begins anew. */
  void forget(Tx tx, StageQueries.Run run, String stage) {
    tx.sql()
        .deleteFrom(IMPORT_FAULT)
        .where(IMPORT_FAULT.RUN_ID.eq(run.id()), IMPORT_FAULT.STAGE.eq(stage))
        .execute();
  }

  /** How many rows. */
  record Totals(long bad, long leftOut) {
    boolean any() {
      return bad + leftOut > 0;
    }
  }

  Totals totals(StageQueries.Run run) {
    var rows = coalesce(IMPORT_FAULT.ROW_COUNT, inline(0L));
    return db.read(sql ->
        sql.select(
                coalesce(
                    sum(when(IMPORT_FAULT.BAD, rows).otherwise(inline(0L))),
                    inline(BigDecimal.ZERO)),
                coalesce(
                    sum(when(IMPORT_FAULT.BAD, inline(0L)).otherwise(rows)),
                    inline(BigDecimal.ZERO)))
            .from(IMPORT_FAULT)
            .where(IMPORT_FAULT.RUN_ID.eq(run.id()))
            .fetchSingle(
                mapping((bad, leftOut) -> new Totals(bad.longValue(), leftOut.longValue()))));
  }

  /** In the order in which they were found, some at a time: there may be millions. */
  void forEach(StageQueries.Run run, Consumer<Faults.Fault> work) {
    long after = 0;
    boolean more = true;
    while (more) {
      long from = after;
      var some =
          db.read(sql ->
              sql.select(
                      IMPORT_FAULT.ID,
                      IMPORT_FAULT.FILE,
                      coalesce(IMPORT_FAULT.LINE, inline(0L)),
                      IMPORT_FAULT.REASON,
                      IMPORT_FAULT.ROW_COUNT,
                      IMPORT_FAULT.BAD)
                  .from(IMPORT_FAULT)
                  .where(IMPORT_FAULT.RUN_ID.eq(run.id()), IMPORT_FAULT.ID.gt(from))
                  .orderBy(IMPORT_FAULT.ID)
                  .limit(ROWS)
                  .fetch());
      some.forEach(row ->
          work.accept(
              new Faults.Fault(
                  row.value2(), row.value3(), row.value4(), row.value5(), row.value6())));
      more = some.size() == ROWS;
      after = more ? some.getLast().value1() : after;
    }
  }
}
