package stoa.base.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A large statement that many requests send. jOOQ writes its text once, and reads its rows; sending
 * it needs no more than the driver. What differs from one time to the next is a parameter with a
 * name ({@code DSL.param(name, …)}), and what does not is inlined.
 */
public final class PreparedSql {
  /** Begins a name; in no other part of a statement. */
  private static final String MARK = "§";

  private static final Pattern NAMED = Pattern.compile(MARK + "(\\w+)");

  private final String text;
  private final List<Place> places;

  /** One of the question marks. */
  private record Place(String name, int sqlType) {}

  /**
   * @param statement makes it, for a way of writing
   * @throws IllegalArgumentException where it has a value without a name
   */
  public PreparedSql(Function<DSLContext, Query> statement) {
    DSLContext sql = DSL.using(SQLDialect.POSTGRES, Db.settings().withRenderNamedParamPrefix(MARK));
    Query query = statement.apply(sql);
    String named = sql.renderNamedParams(query);
    Map<String, Param<?>> params = query.getParams();
    var found = new ArrayList<Place>();
    NAMED
        .matcher(named)
        .results()
        .map(one -> one.group(1))
        .forEach(name -> found.add(new Place(name, sqlType(params.get(name), named))));
    this.places = List.copyOf(found);
    this.text = NAMED.matcher(named).replaceAll("?");
  }

  private static int sqlType(@Nullable Param<?> param, String named) {
    if (param == null || param.getParamName() == null) {
      throw new IllegalArgumentException("a value without a name: " + named);
    }
    return param.getDataType().getSQLType();
  }

  /**
   * Sends it with these values.
   *
   * @param fields of its rows
   * @throws IllegalArgumentException where one of its parameters has no value
   */
  public Result<Record> rows(
      DSLContext sql, Map<String, @Nullable Object> values, Field<?>... fields) {
    return sql.connectionResult(connection -> {
      try (var statement = connection.prepareStatement(text)) {
        bind(connection, statement, values);
        try (var rows = sent(sql, statement)) {
          return sql.fetch(rows, fields);
        }
      }
    });
  }

  /** Counted as jOOQ's own are. */
  private static ResultSet sent(DSLContext sql, PreparedStatement statement) throws SQLException {
    for (var provider : sql.configuration().executeListenerProviders()) {
      if (provider.provide() instanceof Statements counted) {
        return counted.timed(statement::executeQuery);
      }
    }
    return statement.executeQuery();
  }

  private void bind(
      Connection connection, PreparedStatement statement, Map<String, @Nullable Object> values)
      throws SQLException {
    int number = 0;
    for (var place : places) {
      number++;
      Object value = values.get(place.name());
      switch (value) {
        case null -> {
          if (!values.containsKey(place.name())) {
            throw new IllegalArgumentException("no value for " + place.name());
          }
          // With its type: without one, PostgreSQL would have to plan the statement anew.
          statement.setNull(number, place.sqlType());
        }
        case Instant at -> statement.setObject(number, at.atOffset(ZoneOffset.UTC));
        case Long[] some -> statement.setArray(number, connection.createArrayOf("int8", some));
        default -> statement.setObject(number, value);
      }
    }
  }
}
