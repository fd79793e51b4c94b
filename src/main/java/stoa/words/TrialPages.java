package stoa.words;

import io.javalin.http.Context;
import java.util.List;
import stoa.base.Message;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.Site;

/** Where administrators try words before they count: on a text, and on the posts of some days. */
final class TrialPages {
  private static final int DAYS = 7;
  private static final int MOST_DAYS = 90;

  private final Site site;
  private final WordLists lists;
  private final DryRun dryRun;

  TrialPages(Site site, WordLists lists, DryRun dryRun) {
    this.site = site;
    this.lists = lists;
    this.dryRun = dryRun;
  }

  void form(Context context) {
    var _ = site.administrator(context);
    site.show(context, new TrialPage("", null, List.of()));
  }

  void look(Context context) {
    var _ = site.administrator(context);
    String text = Form.of(context).text("text");
    var matcher = lists.now().matcher();
    var folded = matcher.fold(text);
    var lines = matcher.hits(folded).stream().map(hit -> line(hit, text)).toList();
    site.show(context, new TrialPage(text, folded.shown(), lines));
  }

  private static TrialPage.Line line(Hit hit, String text) {
    return new TrialPage.Line(
        hit.word().text(),
        hit.word().action(),
        hit.word().category(),
        text.substring(hit.start(), hit.end()),
        hit.start(),
        hit.end());
  }

  void dryRunForm(Context context) {
    var _ = site.administrator(context);
    site.show(context, new DryRunPage(Field.EMPTY, DAYS, null));
  }

  void dryRun(Context context) {
    var _ = site.administrator(context);
    var form = Form.of(context);
    String text = form.text("words");
    int days = form.number("days").map(n -> Math.clamp(n, 1, MOST_DAYS)).orElse(DAYS);
    var like = new Word(0, "", Action.FLAG, "", null, "", "");
    var read = WordText.read(text, like, lists.folding());
    if (!read.bad().isEmpty()) {
      var why = Message.of("words.badLines", read.bad().size(), read.bad().getFirst());
      site.showAgain(context, new DryRunPage(new Field(text, why), days, null));
      return;
    }
    site.show(context, new DryRunPage(Field.of(text), days, dryRun.run(read.words(), days)));
  }
}
