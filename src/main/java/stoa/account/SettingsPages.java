package stoa.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.Deadline;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Tokens;
import stoa.base.db.Db;
import stoa.base.view.Field;
import stoa.base.view.Messages;
import stoa.base.web.Answer;
import stoa.base.web.Form;
import stoa.base.web.KnownBrowsers;
import stoa.base.web.Request;
import stoa.base.web.Visit;
import stoa.event.Tags;
import stoa.feature.Services;
import stoa.markup.Renderer;

/** A member's own settings. */
final class SettingsPages {
  private static final int LONGEST_ABOUT = 4_000;
  private static final Duration RENDERING = Duration.ofSeconds(3);

  private final Db db;
  private final AccountQueries queries;
  private final SessionQueries sessions;
  private final Accounts accounts;
  private final Renderer renderer;
  private final Guesses guesses;
  private final KnownBrowsers browsers;
  private final Doors doors;
  private final Messages messages;
  private final InstantSource clock;

  SettingsPages(
      Services services,
      AccountQueries queries,
      SessionQueries sessions,
      Accounts accounts,
      Guesses guesses,
      KnownBrowsers browsers,
      Doors doors) {
    this.db = services.db();
    this.queries = queries;
    this.sessions = sessions;
    this.accounts = accounts;
    this.renderer = services.renderer();
    this.guesses = guesses;
    this.browsers = browsers;
    this.doors = doors;
    this.messages = services.messages();
    this.clock = services.clock();
  }

  /** What of the page a form filled in; the rest is read from the member's row. */
  private record Filled(
      @Nullable Field email,
      @Nullable String language,
      @Nullable Field about,
      Field currentPassword,
      Field oldPassword,
      Field newPassword) {
    static final Filled NOTHING =
        new Filled(null, null, null, Field.EMPTY, Field.EMPTY, Field.EMPTY);

    static Filled passwords(Field oldPassword, Field newPassword) {
      return new Filled(null, null, null, Field.EMPTY, oldPassword, newPassword);
    }
  }

  /** What a member's own settings are to be. */
  private record Wanted(String email, String language, String about) {
    /** A text about themselves that had waited comes alone: the rest stays as it is. */
    static Wanted of(Form form, AccountQueries.Own own) {
      return new Wanted(
          form.has("email") ? form.line("email") : orEmpty(own.email()),
          form.has("language") ? form.line("language") : orEmpty(own.language()),
          form.has("about") ? form.text("about") : own.about());
    }

    Filled filled(@Nullable Message emailFault, @Nullable Message passwordFault) {
      return new Filled(
          new Field(email, emailFault),
          language,
          new Field(about, aboutFault()),
          new Field("", passwordFault),
          Field.EMPTY,
          Field.EMPTY);
    }

    @Nullable Message aboutFault() {
      return about.length() > LONGEST_ABOUT ? Message.of("form.tooLong", LONGEST_ABOUT) : null;
    }
  }

  Answer show(Visit visit, Request request) {
    return Answer.page(page(visit, request, Filled.NOTHING));
  }

  Answer save(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    var own = queries.own(member.id());
    var wanted = Wanted.of(request.form(), own);
    boolean moves = !wanted.email().equals(orEmpty(own.email()));
    Message emailFault = moves ? emailFault(wanted.email(), member) : null;
    if (emailFault != null || wanted.aboutFault() != null || !speaks(wanted.language())) {
      return Answer.again(page(visit, request, wanted.filled(emailFault, null)));
    }
    if (moves) {
      var refused = unproven(visit, request, wanted);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    store(member, wanted);
    return Answer.seeOther("/settings").flash("flash.saved");
  }

  private boolean speaks(String language) {
    return language.isEmpty() || messages.speaks(language);
  }

  /** The form again, unless the member has proved that they know the account's password. */
  private Optional<Answer> unproven(Visit visit, Request request, Wanted wanted) {
    String password = request.form().secret("current_password");
    if (password.isEmpty()) {
      var asked = wanted.filled(null, Message.of("account.passwordForEmail"));
      return Optional.of(Answer.again(page(visit, request, asked)));
    }
    try {
      if (proves(visit.member(), request, password)) {
        return Optional.empty();
      }
      var wrong = wanted.filled(null, Message.of("account.oldPasswordWrong"));
      return Optional.of(Answer.again(page(visit, request, wrong)));
    } catch (Refused e) {
      if (!(e.refusal() instanceof Refusal.TooFast tooFast)) {
        throw e;
      }
      var slow = wanted.filled(null, SignInPages.tooFast(tooFast));
      return Optional.of(Answer.tooFast(page(visit, request, slow), tooFast.retryAfter()));
    }
  }

  private boolean proves(Viewer.Member member, Request request, String password) {
    doors.rates().take(doors.limits().login(), "member " + member.id());
    return guesses.proves(browsers.caller(request), member.id(), password);
  }

  private void store(Viewer.Member member, Wanted wanted) {
    String html =
        wanted.about().isBlank()
            ? ""
            : renderer.render(wanted.about(), "u" + member.id() + "-", Deadline.in(RENDERING));
    db.change(tx -> {
      queries.setOwn(
          tx,
          member.id(),
          wanted.email().isEmpty() ? null : wanted.email(),
          wanted.email().isEmpty() ? null : Names.emailKey(wanted.email()),
          wanted.language().isEmpty() ? null : wanted.language(),
          wanted.about(),
          html);
      sessions.forgetCopies(tx, member.id());
      tx.changes(Set.of(Tags.member(member.id())));
    });
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

  Answer changePassword(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    var form = request.form();
    doors.rates().take(doors.limits().login(), "member " + member.id());
    String password = form.secret("password");
    Message fault = PasswordRules.fault(password, member.name(), "");
    if (fault != null) {
      return again(visit, request, Field.EMPTY, new Field("", fault));
    }
    if (!guesses.proves(browsers.caller(request), member.id(), form.secret("old_password"))) {
      return again(
          visit, request, new Field("", Message.of("account.oldPasswordWrong")), Field.EMPTY);
    }
    accounts.changePassword(member, password, here(request));
    return Answer.seeOther("/settings").flash("flash.passwordChanged");
  }

  private Answer again(Visit visit, Request request, Field oldPassword, Field newPassword) {
    return Answer.again(page(visit, request, Filled.passwords(oldPassword, newPassword)));
  }

  Answer endOtherSessions(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    db.change(tx -> sessions.endOthers(tx, member.id(), here(request)));
    return Answer.seeOther("/settings").flash("flash.othersSignedOut");
  }

  private static byte[] here(Request request) {
    return request.session().map(Tokens::hash).orElse(new byte[0]);
  }

  private SettingsPage page(Visit visit, Request request, Filled filled) {
    Viewer.Member member = visit.member();
    var own = queries.own(member.id());
    String language = filled.language() != null ? filled.language() : orEmpty(own.language());
    Field email = filled.email() != null ? filled.email() : Field.of(orEmpty(own.email()));
    Field about = filled.about() != null ? filled.about() : Field.of(own.about());
    return new SettingsPage(
        email,
        choices(language),
        about,
        filled.currentPassword(),
        filled.oldPassword(),
        filled.newPassword(),
        sessions.devices(member.id(), here(request), clock.instant()));
  }

  /** First "as the browser asks", then every language in its own words. */
  private List<SettingsPage.Choice> choices(String chosen) {
    var named =
        messages.languages().stream()
            .map(Locale::toLanguageTag)
            .map(tag -> new SettingsPage.Choice(tag, Messages.name(tag), tag.equals(chosen)));
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(new SettingsPage.Choice("", "", chosen.isEmpty())), named)
        .toList();
  }
}
