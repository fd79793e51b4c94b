package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;

/**
 * What belongs to no feature: stylesheet and script, the choice of language, texts that were kept.
 */
public final class SiteRoutes {
  private final Site site;
  private final Assets assets;
  private final KeptForms keptForms;
  private final Guard guard;
  private final SiteAnswers answers;

  public SiteRoutes(
      Site site,
      Assets assets,
      KeptForms keptForms,
      Csrf csrf,
      SiteAnswers answers,
      String origin) {
    this.site = site;
    this.assets = assets;
    this.keptForms = keptForms;
    this.guard = new Guard(site, csrf, origin);
    this.answers = answers;
  }

  public void routes(JavalinDefaultRoutingApi routes) {
    // Matched, so that a refused form counts under its route, and a POST to nowhere is a 404.
    routes.beforeMatched(context -> {
      if (context.method().name().equals("POST")) {
        guard.check(context);
      }
    });
    routes.exception(Guard.FormExpired.class, (_, context) -> answers.formExpired(context));
    routes.get("/assets/{name}", assets::answer);
    routes.get("/language", this::languages);
    routes.post("/language", this::chooseLanguage);
    routes.get("/kept/{token}", this::kept);
  }

  private void languages(Context context) {
    String next = Urls.local(context.queryParam("next") == null ? "/" : context.queryParam("next"));
    String now = site.visit(context).locale().toLanguageTag();
    var choices =
        site.languages().stream()
            .map(tag -> new LanguagePage.Choice(tag, site.languageName(tag), tag.equals(now)))
            .toList();
    site.show(context, new LanguagePage(choices, next));
  }

  private void chooseLanguage(Context context) {
    var form = Form.of(context);
    String next = Urls.local(form.line("next"));
    String tag = form.raw("language");
    if (site.formExpired(context)) {
      site.seeOther(context, "/language?next=" + Urls.encoded(next));
      return;
    }
    if (!site.languages().contains(tag)) {
      throw new Refused(new Refusal.Malformed(Message.of("error.400.text")));
    }
    site.chooseLanguage(context, tag);
    site.seeOther(context, next);
  }

  private void kept(Context context) {
    long member = site.viewer(context).member().id();
    var form = keptForms.take(context, context.pathParam("token"), member);
    site.show(context, KeptForms.page(Message.of("kept.expired"), form));
  }
}
