package stoa.wordfilter;

import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.GroupKind;
import stoa.base.Message;
import stoa.base.view.Field;
import stoa.base.web.Answer;
import stoa.base.web.Form;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.wordfilter.match.Folding;

/** Where administrators keep what watched words do not touch. */
final class AllowedPages {
  private static final String HOME = "/admin/words/allowed";

  private final Access access;
  private final WordLists words;
  private final WordQueries queries;
  private final Folding folding;

  AllowedPages(Access access, WordLists words, WordQueries queries, Folding folding) {
    this.access = access;
    this.words = words;
    this.queries = queries;
    this.folding = folding;
  }

  Answer list(Visit visit, Request request) {
    return Answer.page(page(Field.EMPTY, Field.EMPTY));
  }

  Answer allow(Visit visit, Request request) {
    var administrator = visit.member();
    String text = request.form().text("words");
    var list = text.lines().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
    if (list.isEmpty() || !list.stream().allMatch(word -> WordText.fits(word, folding))) {
      return Answer.again(page(new Field(text, Message.of("words.empty")), Field.EMPTY));
    }
    words.allow(administrator, list);
    return saved();
  }

  Answer disallow(Visit visit, Request request) {
    words.disallow(visit.member(), request.id());
    return saved();
  }

  Answer exempt(Visit visit, Request request) {
    var administrator = visit.member();
    var form = request.form();
    var exemption = new WordQueries.Exemption(group(form), form.number("board").orElse(null));
    if (exemption.groupId() == null && exemption.boardId() == null) {
      var fault = new Field("", Message.of("words.exemptNothing"));
      return Answer.again(page(Field.EMPTY, fault));
    }
    words.exempt(administrator, exemption);
    return saved();
  }

  Answer endExemption(Visit visit, Request request) {
    words.endExemption(visit.member(), request.id());
    return saved();
  }

  private AllowedPage page(Field allow, Field exempt) {
    var rules = access.rules();
    var exemptions =
        queries.exempt().stream()
            .map(one ->
                new AllowedPage.Exempt(
                    one.id(),
                    one.groupId() == null ? null : rules.group(one.groupId()).orElse(null),
                    one.board()))
            .toList();
    var groups = rules.groups().stream().filter(group -> group.kind() != GroupKind.GUESTS).toList();
    return new AllowedPage(queries.allowed(), exemptions, groups, queries.boards(), allow, exempt);
  }

  private @Nullable Long group(Form form) {
    return form.number("group").filter(id -> access.rules().group(id).isPresent()).orElse(null);
  }

  private static Answer saved() {
    return Answer.seeOther(HOME).flash("flash.wordsSaved");
  }
}
