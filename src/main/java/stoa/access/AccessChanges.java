package stoa.access;

import static org.jooq.impl.DSL.row;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.BOARD_RIGHT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import stoa.base.db.Tx;
import stoa.event.Event;

/**
 * Changes what groups may. One change at a time, in a transaction that also keeps it in the log and
 * works out anew who reads which board.
 */
public final class AccessChanges {
  private final AccessLog log;

  public AccessChanges(AccessLog log) {
    this.log = log;
  }

  /**
   * Says what a group may in a place.
   *
   * @param by null for the operator
   * @param undoes the change that this takes back; null for a new one
   */
  public void say(
      Tx tx, @Nullable Long by, long place, long group, Cell cell, @Nullable Long undoes) {
    say(tx, by, place, Map.of(group, cell), undoes);
  }

  /** The same for several groups. */
  public void say(
      Tx tx, @Nullable Long by, long place, Map<Long, Cell> cells, @Nullable Long undoes) {
    lock(tx);
    var rules = AccessQueries.rules(tx.sql());
    var changed = new TreeMap<>(cells);
    changed.entrySet().removeIf(one -> rules.said(place, one.getKey()).equals(one.getValue()));
    changed.forEach((group, cell) -> {
      write(tx, place, group, cell);
      String was = rules.said(place, group).text();
      log.add(
          tx,
          new AccessLog.Entry(
              AccessLog.What.RIGHTS, by, place, group, 0, was, cell.text(), undoes));
    });
    if (!changed.isEmpty()) {
      workOut(tx, by);
    }
  }

  /**
   * Says what a new board is for.
   *
   * @param group whose it is, for {@link Purpose#GROUP}
   */
  public void found(Tx tx, long by, long board, Purpose purpose, @Nullable Long group) {
    var cells = purpose.cells(AccessQueries.rules(tx.sql()), board, group);
    if (cells.isEmpty()) {
      workOut(tx, by);
    } else {
      say(tx, by, board, cells, null);
    }
  }

  /**
   * A board has other boards above it.
   *
   * @param was the title of the one above it before
   * @param becomes the title of the one above it now
   */
  public void moved(Tx tx, long by, long board, String was, String becomes) {
    log.add(tx, new AccessLog.Entry(AccessLog.What.MOVE, by, board, null, 0, was, becomes, null));
    workOut(tx, by);
  }

  /** Every board: changes of the tree wait, too. */
  private static void lock(Tx tx) {
    tx.sql().select(BOARD.ID).from(BOARD).orderBy(BOARD.ID).forNoKeyUpdate().fetch();
  }

  private static void write(Tx tx, long place, long group, Cell cell) {
    Long board = place == AccessRules.SITE ? null : place;
    tx.sql()
        .deleteFrom(BOARD_RIGHT)
        .where(BOARD_RIGHT.BOARD_ID.isNotDistinctFrom(board), BOARD_RIGHT.GROUP_ID.eq(group))
        .execute();
    var rows =
        Arrays.stream(Act.values())
            .flatMap(act ->
                cell.said(act).map(value -> row(board, group, act.name(), value.name())).stream())
            .toList();
    if (!rows.isEmpty()) {
      tx.sql()
          .insertInto(
              BOARD_RIGHT,
              BOARD_RIGHT.BOARD_ID,
              BOARD_RIGHT.GROUP_ID,
              BOARD_RIGHT.ACT,
              BOARD_RIGHT.VALUE)
          .valuesOfRows(rows)
          .execute();
    }
  }

  /**
   * Works out who reads which board, after boards, groups or what is said of them have changed; all
   * copies of what somebody may see end by it.
   *
   * @param by null for the operator
   */
  public void workOut(Tx tx, @Nullable Long by) {
    lock(tx); // what is worked out from rules of before would overwrite another's change
    AccessRules rules = AccessQueries.rules(tx.sql());
    Map<Long, List<Long[]>> kept =
        tx.sql()
            .select(BOARD.ID, BOARD.READERS, BOARD.NEVER_READERS)
            .from(BOARD)
            .fetchMap(
                record -> record.value1(), record -> List.of(record.value2(), record.value3()));
    var updates = new ArrayList<Query>();
    kept.forEach((board, was) -> {
      Long[] readers = rules.readers(board);
      Long[] never = rules.neverReaders(board);
      if (!Arrays.equals(readers, was.getFirst()) || !Arrays.equals(never, was.getLast())) {
        updates.add(
            tx.sql()
                .update(BOARD)
                .set(BOARD.READERS, readers)
                .set(BOARD.NEVER_READERS, never)
                .where(BOARD.ID.eq(board)));
      }
    });
    tx.sql().batch(updates).execute();
    tx.emit(new Event.AccessChanged(by == null ? 0 : by));
  }
}
