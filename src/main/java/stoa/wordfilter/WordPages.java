package stoa.wordfilter;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Paging;
import stoa.base.Refused;
import stoa.base.Text;
import stoa.base.view.Field;
import stoa.base.web.Answer;
import stoa.base.web.Form;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.wordfilter.match.Action;
import stoa.wordfilter.match.Folding;
import stoa.wordfilter.match.Word;

/** Where administrators keep the list of watched words. */
final class WordPages {
  private static final String HOME = "/admin/words";
  private static final int PAGE = 100;

  private final WordLists words;
  private final WordQueries queries;
  private final Folding folding;

  WordPages(WordLists words, WordQueries queries, Folding folding) {
    this.words = words;
    this.queries = queries;
    this.folding = folding;
  }

  Answer list(Visit visit, Request request) {
    return Answer.page(page(request, WordsPage.AddForm.empty(queries.boards())));
  }

  Answer add(Visit visit, Request request) {
    var administrator = visit.member();
    var form = request.form();
    Word word = wanted(form, form.line("word"));
    var fault = fault(word.text());
    if (fault != null) {
      return Answer.again(page(request, again(word, fault, Field.EMPTY)));
    }
    words.put(administrator, List.of(word));
    return saved();
  }

  Answer paste(Visit visit, Request request) {
    var administrator = visit.member();
    var form = request.form();
    var read = WordText.read(form.text("many"), wanted(form, ""), folding);
    if (read.words().isEmpty() || !read.bad().isEmpty()) {
      var why =
          read.bad().isEmpty()
              ? Message.of("words.empty")
              : Message.of("words.badLines", read.bad().size(), read.bad().getFirst());
      var many = new Field(form.text("many"), why);
      return Answer.again(page(request, again(wanted(form, ""), null, many)));
    }
    words.put(administrator, read.words());
    return saved();
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

  private WordsPage page(Request request, WordsPage.AddForm form) {
    String asked = request.query("part");
    String part = asked == null ? "" : Text.cleanLine(asked);
    Action action = action(request.query("action"));
    int page = request.page();
    long count = queries.count(part, action);
    var paging = Paging.of(page, count, PAGE);
    if (page > paging.pages()) {
      throw Refused.notFound();
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

  Answer delete(Visit visit, Request request) {
    words.delete(visit.member(), request.id());
    return saved();
  }

  Answer export(Visit visit, Request request) {
    return Answer.text("text/plain; charset=utf-8", WordText.written(queries.words()))
        .header("Content-Disposition", "attachment; filename=\"watched-words.txt\"");
  }

  private static Answer saved() {
    return Answer.seeOther(HOME).flash("flash.wordsSaved");
  }
}
