package stoa.access;

import static org.jooq.impl.DSL.all;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.cardinality;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.GROUP_MEMBER;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import stoa.schema.tables.Board;
import stoa.schema.tables.GroupMember;

/**
 * Which boards members read, in SQL: for statements about several members at once, or about one
 * whose groups are not known yet. It says the same as {@link Rights}, by what {@link AccessChanges}
 * keeps with each board.
 */
public final class BoardReaders {
  private static final Field<Long> ALL_MEMBERS = inline(GroupKind.MEMBERS.id());

  private final InstantSource clock;

  BoardReaders(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether a member reads a board now. */
  public Condition read(Field<Long> account, Field<Long> boardId) {
    Board board = BOARD.as("read_board");
    return exists(
        selectOne()
            .from(board)
            .where(
                board.ID.eq(boardId),
                ALL_MEMBERS.eq(any(board.READERS)).or(exists(in(account, board.READERS))),
                // Mostly there is none, which spares the rest.
                cardinality(board.NEVER_READERS)
                    .eq(inline(0))
                    .or(
                        ALL_MEMBERS
                            .ne(all(board.NEVER_READERS))
                            .and(notExists(in(account, board.NEVER_READERS))))));
  }

  /** The groups that a member is in now, that of all members included. */
  public Field<Set<Long>> groups(Field<Long> account) {
    GroupMember member = GROUP_MEMBER.as("theirs");
    return array(
            select(member.GROUP_ID)
                .from(member)
                .where(member.ACCOUNT_ID.eq(account), lasts(member)))
        .convertFrom(BoardReaders::withMembers);
  }

  private static Set<Long> withMembers(Long... groups) {
    var all = new HashSet<>(List.of(groups));
    all.add(GroupKind.MEMBERS.id());
    return Set.copyOf(all);
  }

  /** When the first of a member's memberships ends; null where none does. */
  public Field<@Nullable Instant> firstEnd(Field<Long> account) {
    GroupMember member = GROUP_MEMBER.as("ending");
    return field(
        select(min(member.UNTIL)).from(member).where(member.ACCOUNT_ID.eq(account), lasts(member)));
  }

  private Condition lasts(GroupMember member) {
    return member.UNTIL.isNull().or(member.UNTIL.gt(val(clock.instant())));
  }

  private Select<?> in(Field<Long> account, Field<Long[]> groups) {
    GroupMember member = GROUP_MEMBER.as("reader");
    return selectOne()
        .from(member)
        .where(member.ACCOUNT_ID.eq(account), member.GROUP_ID.eq(any(groups)), lasts(member));
  }
}
