package stoa.search;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.param;
import static stoa.schema.Tables.ACCOUNT;
import static stoa.schema.Tables.BOARD;
import static stoa.schema.Tables.POST;
import static stoa.schema.Tables.TOPIC;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.Authors;
import stoa.access.Viewer;
import stoa.base.Text;
import stoa.base.db.Db;
import stoa.base.db.PreparedSql;
import stoa.base.view.Author;
import stoa.search.index.AuthorKeys;
import stoa.tree.Boards;

/** What stands behind the names in a query, and behind the ids that an index answers. */
final class ResultQueries {
  private static final Field<Boolean> FIRST = field(POST.POSITION.isNotDistinctFrom(inline(1)));
  private static final Field<Boolean> HIDDEN = field(name("hidden"), Boolean.class);
  private static final Field<@Nullable String> AUTHOR = Authors.name(ACCOUNT, POST.AUTHOR_NAME);
  private static final Field<@Nullable String> LINKED = Authors.linked(ACCOUNT);

  private static final Param<Long[]> IDS = param("ids", SQLDataType.BIGINT.array());
  private static final Param<Long[]> READS = param("reads", SQLDataType.BIGINT.array());
  private static final Param<Long[]> HIDES = param("hides", SQLDataType.BIGINT.array());
  private static final List<Field<?>> SAME =
      List.of(
          POST.ID,
          TOPIC.TITLE,
          FIRST,
          BOARD.TITLE,
          BOARD.SLUG,
          AUTHOR,
          LINKED,
          POST.CREATED_AT,
          POST.HTML);

  private static final Field<?>[] COLUMNS =
      Stream.concat(SAME.stream(), Stream.of(HIDDEN)).toArray(Field<?>[]::new);

  private final Db db;
  private final Access access;
  private final Boards boards;
  private final PreparedSql rows;

  ResultQueries(Db db, Access access, Boards boards) {
    this.db = db;
    this.access = access;
    this.boards = boards;
    this.rows = rows();
  }

  /** A post that was found, as it is now. */
  record Row(
      long id,
      String title,
      boolean first,
      boolean hidden,
      String boardTitle,
      String boardSlug,
      Author author,
      Instant created,
      String html) {}

  /** Those of the posts that the viewer may read, by id; one statement. */
  Map<Long, Row> readable(Collection<Long> ids, Viewer viewer) {
    var audience = viewer.rights().audience();
    Map<String, @Nullable Object> values =
        Map.of(
            IDS.getName(), ids.toArray(Long[]::new),
            READS.getName(), audience.reads().array(),
            HIDES.getName(), audience.hidden().array());
    return db.read(sql ->
        rows.rows(sql, values, COLUMNS).stream()
            .map(ResultQueries::row)
            .collect(Collectors.toMap(Row::id, Function.identity())));
  }

  private static Row row(Record row) {
    return new Row(
        row.get(POST.ID),
        row.get(TOPIC.TITLE),
        row.get(FIRST),
        row.get(HIDDEN),
        row.get(BOARD.TITLE),
        row.get(BOARD.SLUG),
        Author.of(row.get(AUTHOR), row.get(LINKED)),
        row.get(POST.CREATED_AT),
        row.get(POST.HTML));
  }

  private PreparedSql rows() {
    return new PreparedSql(sql ->
        sql.select(SAME)
            .select(field(access.inTheOpen().not()).as(HIDDEN))
            .from(POST)
            .join(TOPIC)
            .on(TOPIC.ID.eq(POST.TOPIC_ID))
            .join(BOARD)
            .on(BOARD.ID.eq(TOPIC.BOARD_ID))
            .leftJoin(ACCOUNT)
            .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
            .where(POST.ID.eq(any(IDS)), access.found(READS, HIDES)));
  }

  /** What posts of that author are found by: an account, and a name without one. */
  List<String> authorKeys(String name) {
    var keys = new ArrayList<String>(List.of(AuthorKeys.name(name)));
    db.read(sql ->
            sql.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.NAME_KEY.eq(Text.key(name)))
                .fetchOptional(ACCOUNT.ID))
        .ifPresent(id -> keys.add(AuthorKeys.account(id)));
    return keys;
  }

  /** The ids of the board, or the category, and of those in it, as far as the viewer sees them. */
  List<String> boards(String slug, Viewer viewer) {
    var tree = boards.tree(viewer);
    return tree.named(slug).stream()
        .flatMap(board -> tree.withDescendants(board).stream())
        .map(board -> "" + board.id())
        .toList();
  }
}
