package stoa.wordfilter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.base.Paging;
import stoa.base.view.Field;
import stoa.base.view.Pager;
import stoa.base.view.Urls;
import stoa.base.view.View;
import stoa.wordfilter.match.Action;

/**
 * The watched words, filtered and in pages, with the forms that add to them.
 *
 * @param part what a word or its category was searched by; empty for all
 * @param shown the action that is shown; empty for any
 */
record WordsPage(List<Row> rows, long count, String part, String shown, Paging paging, AddForm form)
    implements View {
  WordsPage {
    rows = List.copyOf(rows);
  }

  record Row(
      long id,
      String word,
      Action action,
      String category,
      @Nullable String board,
      String replacement,
      long hits,
      @Nullable Instant lastHit) {}

  /**
   * Both forms share the fields for action, category and board.
   *
   * @param board the chosen board's id, empty for everywhere
   */
  record AddForm(
      Field word,
      Field many,
      Action action,
      String category,
      String board,
      Field replacement,
      String message,
      List<WordQueries.Listed> boards) {
    AddForm {
      boards = List.copyOf(boards);
    }

    static AddForm empty(List<WordQueries.Listed> boards) {
      return new AddForm(Field.EMPTY, Field.EMPTY, Action.HOLD, "", "", Field.EMPTY, "", boards);
    }

    public boolean chosen(WordQueries.Listed listed) {
      return board.equals("" + listed.id());
    }
  }

  public List<Action> actions() {
    return List.of(Action.values());
  }

  public Pager pager() {
    String query = "?part=" + Urls.encoded(part) + "&action=" + shown + "&page=";
    return new Pager(paging, "/admin/words", query);
  }

  @Override
  public String template() {
    return "wordfilter/list";
  }
}
