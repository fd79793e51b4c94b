package stoa.wordfilter;

import java.util.List;
import stoa.base.Message;
import stoa.base.view.Field;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.wordfilter.match.Action;
import stoa.wordfilter.match.Hit;
import stoa.wordfilter.match.Word;

/** Where administrators try words before they count: on a text, and on the posts of some days. */
final class TrialPages {
  private static final int DAYS = 7;
  private static final int MOST_DAYS = 90;

  private final LoadedWords lists;
  private final DryRun dryRun;

  TrialPages(LoadedWords lists, DryRun dryRun) {
    this.lists = lists;
    this.dryRun = dryRun;
  }

  Answer form(Visit visit, Request request) {
    return Answer.page(new TrialPage("", null, List.of()));
  }

  Answer look(Visit visit, Request request) {
    String text = request.form().text("text");
    var matcher = lists.now().matcher();
    var folded = matcher.fold(text);
    var lines = matcher.hits(folded).stream().map(hit -> line(hit, text)).toList();
    return Answer.page(new TrialPage(text, folded.shown(), lines));
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

  Answer dryRunForm(Visit visit, Request request) {
    return Answer.page(new DryRunPage(Field.EMPTY, DAYS, null));
  }

  Answer dryRun(Visit visit, Request request) {
    var form = request.form();
    String text = form.text("words");
    int days = form.number("days").map(n -> Math.clamp(n, 1, MOST_DAYS)).orElse(DAYS);
    var like = new Word(0, "", Action.FLAG, "", null, "", "");
    var read = WordText.read(text, like, lists.folding());
    if (!read.bad().isEmpty()) {
      var why = Message.of("words.badLines", read.bad().size(), read.bad().getFirst());
      return Answer.again(new DryRunPage(new Field(text, why), days, null));
    }
    return Answer.page(new DryRunPage(Field.of(text), days, dryRun.run(read.words(), days)));
  }
}
