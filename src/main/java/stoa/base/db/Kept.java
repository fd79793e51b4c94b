package stoa.base.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A large statement that many requests send. jOOQ writes its text once: writing it takes longer
 * than all else that is done for it here. What differs from one time to the next is a parameter
 * with a name ({@code DSL.param(name, …)}), and what does not is inlined.
 */
public final class Kept {
  /** Begins a name; in no other part of a statement. */
  private static final String MARK = "§";

  private static final Pattern NAMED = Pattern.compile(MARK + "(\\w+)");

  private final String text;
  private final List<String> names;

  /**
   * @param statement makes it, for a way of writing
   * @throws IllegalArgumentException where it has a value without a name
   */
  public Kept(Function<DSLContext, Query> statement) {
    DSLContext sql = DSL.using(SQLDialect.POSTGRES, Db.settings().withRenderNamedParamPrefix(MARK));
    String named = sql.renderNamedParams(statement.apply(sql));
    var found = new ArrayList<String>();
    NAMED.matcher(named).results().forEach(one -> found.add(one.group(1)));
    if (found.stream().anyMatch(name -> Character.isDigit(name.charAt(0)))) {
      throw new IllegalArgumentException("a value without a name: " + named);
    }
    this.names = List.copyOf(found);
    this.text = NAMED.matcher(named).replaceAll("?");
  }

  /**
   * The statement with these values, to be sent.
   *
   * @param fields of its rows
   * @throws IllegalArgumentException where one of its parameters has no value
   */
  public ResultQuery<Record> with(
      DSLContext sql, Map<String, @Nullable Object> values, Field<?>... fields) {
    Object[] all = new Object[names.size()];
    for (int i = 0; i < all.length; i++) {
      String name = names.get(i);
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException("no value for " + name);
      }
      all[i] = values.get(name);
    }
    return sql.resultQuery(text, all).coerce(fields);
  }
}
