package stoa.words;

import io.javalin.http.Context;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Role;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.Params;
import stoa.base.web.Site;

/** Where administrators keep what watched words do not touch. */
final class AllowedPages {
  private static final String HOME = "/admin/words/allowed";

  private final Site site;
  private final Words words;
  private final WordQueries queries;
  private final Folding folding;

  AllowedPages(Site site, Words words, WordQueries queries, Folding folding) {
    this.site = site;
    this.words = words;
    this.queries = queries;
    this.folding = folding;
  }

  void list(Context context) {
    var _ = site.administrator(context);
    site.show(context, page(Field.EMPTY, Field.EMPTY));
  }

  void allow(Context context) {
    var administrator = site.administrator(context);
    String text = Form.of(context).text("words");
    var list = text.lines().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
    if (list.isEmpty() || !list.stream().allMatch(word -> WordText.fits(word, folding))) {
      site.showAgain(context, page(new Field(text, Message.of("words.empty")), Field.EMPTY));
      return;
    }
    words.allow(administrator, list);
    saved(context);
  }

  void disallow(Context context) {
    words.disallow(site.administrator(context), Params.id(context));
    saved(context);
  }

  void exempt(Context context) {
    var administrator = site.administrator(context);
    var form = Form.of(context);
    var exemption =
        new WordQueries.Exemption(role(form.raw("role")), form.number("board").orElse(null));
    if (exemption.role() == null && exemption.boardId() == null) {
      var fault = new Field("", Message.of("words.exemptNothing"));
      site.showAgain(context, page(Field.EMPTY, fault));
      return;
    }
    words.exempt(administrator, exemption);
    saved(context);
  }

  void endExemption(Context context) {
    words.endExemption(site.administrator(context), Params.id(context));
    saved(context);
  }

  private AllowedPage page(Field allow, Field exempt) {
    return new AllowedPage(queries.allowed(), queries.exempt(), queries.boards(), allow, exempt);
  }

  private static @Nullable Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private void saved(Context context) {
    site.notice(context, "notice.wordsSaved");
    site.seeOther(context, HOME);
  }
}
