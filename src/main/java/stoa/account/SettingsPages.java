package stoa.account;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.base.Deadline;
import stoa.base.Message;
import stoa.base.Viewer;
import stoa.base.cache.Tags;
import stoa.base.db.Db;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.KnownBrowsers;
import stoa.base.web.Site;
import stoa.base.web.Tokens;
import stoa.markup.Renderer;

/** A member's own settings. */
final class SettingsPages {
  private static final int LONGEST_ABOUT = 4_000;
  private static final Duration RENDERING = Duration.ofSeconds(3);

  private final Site site;
  private final Db db;
  private final AccountQueries queries;
  private final SessionQueries sessions;
  private final Accounts accounts;
  private final Renderer renderer;
  private final Guesses guesses;
  private final KnownBrowsers browsers;
  private final Doors doors;
  private final InstantSource clock;

  SettingsPages(
      Site site,
      Db db,
      AccountQueries queries,
      SessionQueries sessions,
      Accounts accounts,
      Renderer renderer,
      Guesses guesses,
      KnownBrowsers browsers,
      Doors doors,
      InstantSource clock) {
    this.site = site;
    this.db = db;
    this.queries = queries;
    this.sessions = sessions;
    this.accounts = accounts;
    this.renderer = renderer;
    this.guesses = guesses;
    this.browsers = browsers;
    this.doors = doors;
    this.clock = clock;
  }

  /** What of the page a form filled in; the rest is read from the member's row. */
  private record Filled(
      @Nullable Field email,
      @Nullable String language,
      @Nullable Field about,
      Field oldPassword,
      Field newPassword) {
    static final Filled NOTHING = new Filled(null, null, null, Field.EMPTY, Field.EMPTY);
  }

  void show(Context context) {
    site.show(context, page(context, Filled.NOTHING));
  }

  void save(Context context) {
    Viewer.Member member = site.viewer(context).member();
    var form = Form.of(context);
    var own = queries.own(member.id());
    // A text about themselves that had waited comes alone: the rest stays as it is.
    String email = form.has("email") ? form.line("email") : orEmpty(own.email());
    String about = form.has("about") ? form.text("about") : own.about();
    String language = form.has("language") ? form.line("language") : orEmpty(own.language());
    var emailField = new Field(email, form.has("email") ? emailFault(email, member) : null);
    var aboutField =
        new Field(
            about,
            about.length() > LONGEST_ABOUT ? Message.of("form.tooLong", LONGEST_ABOUT) : null);
    boolean known = language.isEmpty() || site.languages().contains(language);
    if (emailField.wrong() || aboutField.wrong() || !known) {
      site.showAgain(
          context,
          page(context, new Filled(emailField, language, aboutField, Field.EMPTY, Field.EMPTY)));
      return;
    }
    String html =
        about.isBlank()
            ? ""
            : renderer.render(about, "u" + member.id() + "-", Deadline.in(RENDERING));
    db.change(tx -> {
      queries.setOwn(
          tx,
          member.id(),
          email.isEmpty() ? null : email,
          email.isEmpty() ? null : Names.emailKey(email),
          language.isEmpty() ? null : language,
          about,
          html);
      sessions.forgetCopies(tx, member.id());
      tx.changes(Set.of(Tags.member(member.id())));
    });
    site.notice(context, "notice.saved");
    site.seeOther(context, "/settings");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private @Nullable Message emailFault(String email, Viewer.Member member) {
    Message fault = Names.emailFault(email);
    if (fault != null) {
      return fault;
    }
    return queries.emailTaken(Names.emailKey(email), member.id())
        ? Message.of("account.emailTaken")
        : null;
  }

  void changePassword(Context context) {
    Viewer.Member member = site.viewer(context).member();
    var form = Form.of(context);
    doors.rates().take(doors.limits().login(), "member " + member.id());
    String password = form.secret("password");
    Message fault = PasswordRules.fault(password, member.name(), "");
    if (fault != null) {
      again(context, Field.EMPTY, new Field("", fault));
      return;
    }
    if (!guesses.proves(browsers.caller(context), member.id(), form.secret("old_password"))) {
      again(context, new Field("", Message.of("account.oldPasswordWrong")), Field.EMPTY);
      return;
    }
    accounts.changePassword(member, password, here(context));
    site.notice(context, "notice.passwordChanged");
    site.seeOther(context, "/settings");
  }

  private void again(Context context, Field oldPassword, Field newPassword) {
    site.showAgain(context, page(context, new Filled(null, null, null, oldPassword, newPassword)));
  }

  void endOtherSessions(Context context) {
    Viewer.Member member = site.viewer(context).member();
    db.change(tx -> sessions.endOthers(tx, member.id(), here(context)));
    site.notice(context, "notice.othersSignedOut");
    site.seeOther(context, "/settings");
  }

  private byte[] here(Context context) {
    return site.sessionToken(context).map(Tokens::hash).orElse(new byte[0]);
  }

  private SettingsPage page(Context context, Filled filled) {
    Viewer.Member member = site.viewer(context).member();
    var own = queries.own(member.id());
    String language = filled.language() != null ? filled.language() : orEmpty(own.language());
    Field email = filled.email() != null ? filled.email() : Field.of(orEmpty(own.email()));
    Field about = filled.about() != null ? filled.about() : Field.of(own.about());
    return new SettingsPage(
        email,
        choices(language),
        about,
        filled.oldPassword(),
        filled.newPassword(),
        sessions.devices(member.id(), here(context), clock.instant()));
  }

  /** First "as the browser asks", then every language in its own words. */
  private List<SettingsPage.Choice> choices(String chosen) {
    var named =
        site.languages().stream()
            .map(tag -> new SettingsPage.Choice(tag, site.languageName(tag), tag.equals(chosen)));
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(new SettingsPage.Choice("", "", chosen.isEmpty())), named)
        .toList();
  }
}
