package stoa.words;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Paging;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Text;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.Params;
import stoa.base.web.Site;

/** Where administrators keep the list of watched words. */
final class WordPages {
  private static final String HOME = "/admin/words";
  private static final int PAGE = 100;

  private final Site site;
  private final Words words;
  private final WordQueries queries;
  private final Folding folding;

  WordPages(Site site, Words words, WordQueries queries, Folding folding) {
    this.site = site;
    this.words = words;
    this.queries = queries;
    this.folding = folding;
  }

  void list(Context context) {
    var _ = site.administrator(context);
    site.show(context, page(context, WordsPage.AddForm.empty(queries.boards())));
  }

  void add(Context context) {
    var administrator = site.administrator(context);
    var form = Form.of(context);
    Word word = wanted(form, form.line("word"));
    var fault = fault(word.text());
    if (fault != null) {
      site.showAgain(context, page(context, again(word, fault, Field.EMPTY)));
      return;
    }
    words.put(administrator, List.of(word));
    saved(context);
  }

  void paste(Context context) {
    var administrator = site.administrator(context);
    var form = Form.of(context);
    var read = WordText.read(form.text("many"), wanted(form, ""), folding);
    if (read.words().isEmpty() || !read.bad().isEmpty()) {
      var why =
          read.bad().isEmpty()
              ? Message.of("words.empty")
              : Message.of("words.badLines", read.bad().size(), read.bad().getFirst());
      var many = new Field(form.text("many"), why);
      site.showAgain(context, page(context, again(wanted(form, ""), null, many)));
      return;
    }
    words.put(administrator, read.words());
    saved(context);
  }

  private @Nullable Message fault(String word) {
    if (word.codePointCount(0, word.length()) > WordText.LONGEST) {
      return Message.of("words.tooLong", WordText.LONGEST);
    }
    return WordText.fits(word, folding) ? null : Message.of("words.empty");
  }

  private static Word wanted(Form form, String text) {
    return new Word(
        0,
        text,
        Objects.requireNonNullElse(action(form.raw("action")), Action.HOLD),
        form.line("category"),
        form.number("board").orElse(null),
        form.line("replacement"),
        form.line("message"));
  }

  private WordsPage.AddForm again(Word word, @Nullable Message fault, Field many) {
    return new WordsPage.AddForm(
        new Field(word.text(), fault),
        many,
        word.action(),
        word.category(),
        word.boardId() == null ? "" : "" + word.boardId(),
        Field.of(word.replacement()),
        word.message(),
        queries.boards());
  }

  private WordsPage page(Context context, WordsPage.AddForm form) {
    String asked = context.queryParam("part");
    String part = asked == null ? "" : Text.cleanLine(asked);
    Action action = action(context.queryParam("action"));
    int page = Params.page(context);
    long count = queries.count(part, action);
    var paging = Paging.of(page, count, PAGE);
    if (page > paging.pages()) {
      throw new Refused(new Refusal.NotFound());
    }
    String shown = action == null ? "" : action.name();
    return new WordsPage(queries.list(part, action, page, PAGE), count, part, shown, paging, form);
  }

  private static @Nullable Action action(@Nullable String name) {
    return Arrays.stream(Action.values())
        .filter(action -> action.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  void delete(Context context) {
    words.delete(site.administrator(context), Params.id(context));
    saved(context);
  }

  void export(Context context) {
    var _ = site.administrator(context);
    context
        .contentType("text/plain; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"watched-words.txt\"")
        .result(WordText.written(queries.words()));
  }

  private void saved(Context context) {
    site.notice(context, "notice.wordsSaved");
    site.seeOther(context, HOME);
  }
}
