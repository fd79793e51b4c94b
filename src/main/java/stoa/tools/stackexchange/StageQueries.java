package stoa.tools.stackexchange;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;
import static stoa.schema.Tables.IMPORT_RUN;
import static stoa.schema.Tables.IMPORT_STAGE;

import java.time.Instant;
import java.util.Optional;
import stoa.base.StartFault;
import stoa.base.db.Db;
import stoa.base.db.Tx;

/** What an import has done: remembered in each transaction, so that it can go on after any end. */
final class StageQueries {
  private final Db db;

  StageQueries(Db db) {
    this.db = db;
  }

  /**
   * An import.
   *
   * @param source the dump's name
   */
  record Run(int id, String source) {}

  /**
   * Begins, or goes on.
   *
   * @return nothing where this import is finished already
   * @throws StartFault while another one is not
   */
  Optional<Run> begin(String source, Instant now) {
    return db.write(tx -> {
      Optional<String> other =
          tx.sql()
              .select(IMPORT_RUN.SOURCE)
              .from(IMPORT_RUN)
              .where(IMPORT_RUN.FINISHED_AT.isNull(), IMPORT_RUN.SOURCE.ne(source))
              .fetchOptional(IMPORT_RUN.SOURCE);
      if (other.isPresent()) {
        throw new StartFault(
            "the import of " + other.get() + " is not finished; run that one again first");
      }
      tx.sql()
          .insertInto(IMPORT_RUN, IMPORT_RUN.SOURCE, IMPORT_RUN.STARTED_AT)
          .values(source, now)
          .onConflictDoNothing()
          .execute();
      return tx.sql()
          .select(IMPORT_RUN.ID, IMPORT_RUN.SOURCE)
          .from(IMPORT_RUN)
          .where(IMPORT_RUN.SOURCE.eq(source), IMPORT_RUN.FINISHED_AT.isNull())
          .fetchOptional(org.jooq.Records.mapping(Run::new));
    });
  }

  boolean done(Run run, String stage) {
    return db.read(sql ->
        sql.select(
                exists(
                    selectOne()
                        .from(IMPORT_STAGE)
                        .where(
                            IMPORT_STAGE.RUN_ID.eq(run.id()),
                            IMPORT_STAGE.STAGE.eq(stage),
                            IMPORT_STAGE.FINISHED_AT.isNotNull())))
            .fetchSingle()
            .value1());
  }

  /** How far a stage of many transactions has come; that value where it has not begun. */
  long progress(Run run, String stage, long atFirst) {
    return db.read(sql ->
        sql.select(IMPORT_STAGE.PROGRESS)
            .from(IMPORT_STAGE)
            .where(IMPORT_STAGE.RUN_ID.eq(run.id()), IMPORT_STAGE.STAGE.eq(stage))
            .fetchOptional(IMPORT_STAGE.PROGRESS)
            .orElse(atFirst));
  }

  void progress(Tx tx, Run run, String stage, long progress) {
    tx.sql()
        .insertInto(IMPORT_STAGE, IMPORT_STAGE.RUN_ID, IMPORT_STAGE.STAGE, IMPORT_STAGE.PROGRESS)
        .values(run.id(), stage, progress)
        .onConflict(IMPORT_STAGE.RUN_ID, IMPORT_STAGE.STAGE)
        .doUpdate()
        .set(IMPORT_STAGE.PROGRESS, progress)
        .execute();
  }

  void finish(Tx tx, Run run, String stage, Instant now) {
    tx.sql()
        .insertInto(IMPORT_STAGE, IMPORT_STAGE.RUN_ID, IMPORT_STAGE.STAGE, IMPORT_STAGE.FINISHED_AT)
        .values(run.id(), stage, now)
        .onConflict(IMPORT_STAGE.RUN_ID, IMPORT_STAGE.STAGE)
        .doUpdate()
        .set(IMPORT_STAGE.FINISHED_AT, now)
        .execute();
  }

  void finish(Tx tx, Run run, Instant now) {
    tx.sql()
        .update(IMPORT_RUN)
        .set(IMPORT_RUN.FINISHED_AT, now)
        .where(IMPORT_RUN.ID.eq(run.id()))
        .execute();
  }
}
