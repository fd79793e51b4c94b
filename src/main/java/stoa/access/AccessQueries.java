package stoa.access;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.BOARD_RIGHT;
import static stoa.schema.Tables.MEMBER_GROUP;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/** The rows of groups and of what they may. Both are few: all of them at once. */
final class AccessQueries {
  private AccessQueries() {}

  static AccessRules rules(DSLContext sql) {
    return new AccessRules(groups(sql), parents(sql), said(sql));
  }

  private static List<Group> groups(DSLContext sql) {
    return sql.select(
            MEMBER_GROUP.ID,
            MEMBER_GROUP.KIND.convertFrom(GroupKind::valueOf),
            coalesce(BOARD.TITLE, MEMBER_GROUP.NAME),
            MEMBER_GROUP.BOARD_ID,
            MEMBER_GROUP.COLOUR,
            MEMBER_GROUP.BADGE,
            MEMBER_GROUP.VISIBLE)
        .from(MEMBER_GROUP)
        .leftJoin(BOARD)
        .on(BOARD.ID.eq(MEMBER_GROUP.BOARD_ID))
        .orderBy(MEMBER_GROUP.NAME_KEY.asc().nullsFirst(), MEMBER_GROUP.ID)
        .fetch(mapping(Group::new));
  }

  private static Map<Long, Long> parents(DSLContext sql) {
    return sql.select(BOARD.ID, coalesce(BOARD.PARENT_ID, inline(AccessRules.SITE)))
        .from(BOARD)
        .fetchMap(row -> row.value1(), row -> row.value2());
  }

  /** Acts that this version does not know are left alone. */
  private static Map<Long, Map<Long, Cell>> said(DSLContext sql) {
    var places = new HashMap<Long, Map<Long, Cell>>();
    sql.select(
            coalesce(BOARD_RIGHT.BOARD_ID, inline(AccessRules.SITE)),
            BOARD_RIGHT.GROUP_ID,
            BOARD_RIGHT.ACT,
            BOARD_RIGHT.VALUE)
        .from(BOARD_RIGHT)
        .forEach(row ->
            act(row.value3())
                .ifPresent(act -> {
                  var groups = places.computeIfAbsent(row.value1(), _ -> new HashMap<>());
                  Cell cell = groups.getOrDefault(row.value2(), Cell.AS_ABOVE);
                  groups.put(row.value2(), cell.with(act, Cell.Value.valueOf(row.value4())));
                }));
    return places;
  }

  private static Optional<Act> act(String name) {
    return Arrays.stream(Act.values()).filter(act -> act.name().equals(name)).findFirst();
  }
}
