package stoa.site;

import java.util.Locale;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.view.Messages;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.CookieChange;
import stoa.base.web.Request;
import stoa.base.web.RescuedForms;
import stoa.base.web.Visit;

/** The choice of language, texts that were kept. */
final class SitePages {
  private final Messages messages;
  private final RescuedForms keptForms;

  SitePages(Messages messages, RescuedForms keptForms) {
    this.messages = messages;
    this.keptForms = keptForms;
  }

  Answer languages(Visit visit, Request request) {
    String asked = request.query("next");
    String now = visit.locale().toLanguageTag();
    var choices =
        messages.languages().stream()
            .map(Locale::toLanguageTag)
            .map(tag -> new LanguagePage.Choice(tag, Messages.name(tag), tag.equals(now)))
            .toList();
    return Answer.page(new LanguagePage(choices, Urls.local(asked == null ? "/" : asked)));
  }

  Answer chooseLanguage(Visit visit, Request request) {
    var form = request.form();
    String next = Urls.local(form.line("next"));
    String tag = form.raw("language");
    if (request.formExpired()) {
      return Answer.seeOther("/language?next=" + Urls.encoded(next));
    }
    if (!messages.speaks(tag)) {
      throw new Refused(new Refusal.Malformed(Message.of("error.400.text")));
    }
    return Answer.seeOther(next).with(CookieChange.language(tag));
  }

  Answer kept(Visit visit, Request request) {
    return Answer.page(
        RescuedForms.page(
            Message.of("kept.expired"),
            keptForms.take(request, request.part("token"), visit.member().id())));
  }
}
