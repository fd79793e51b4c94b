package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import stoa.access.Act;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.db.DatabaseAway;

/** What handlers work with: who visits, and how a page goes out. */
public final class Site {
  private static final String VISIT = "stoa.visit";
  private static final String TIE = "stoa.tie";

  private final Options options;
  private final Views views;
  private final Messages messages;
  private final Members members;
  private final Cookies cookies;
  private final Csrf csrf;
  private final Tokens tokens;
  private final Languages languages;
  private final StandIn standIn;
  private final StalePages copies = new StalePages();

  /**
   * @param url the outside address, without a slash at its end
   * @param alarm whether administrators are to be told on every page that mail does not get out
   */
  public record Options(String title, URI url, Locale language, BooleanSupplier alarm) {}

  public Site(
      Options options,
      Views views,
      Messages messages,
      Members members,
      Cookies cookies,
      Csrf csrf,
      Tokens tokens) {
    this.options = options;
    this.views = views;
    this.messages = messages;
    this.members = members;
    this.cookies = cookies;
    this.csrf = csrf;
    this.tokens = tokens;
    this.languages = new Languages(messages, options.language(), cookies.secure());
    this.standIn = new StandIn(tokens);
  }

  /** Who visits: looked up once for a request. */
  public Visit visit(Context context) {
    Visit known = context.attribute(VISIT);
    if (known != null) {
      return known;
    }
    Visit visit = lookUp(context);
    context.attribute(VISIT, visit);
    return visit;
  }

  /** Whether the form's token had expired; only for the pages that answer that themselves. */
  public boolean formExpired(Context context) {
    return context.attribute(Guard.EXPIRED) != null;
  }

  /**
   * Who asks.
   *
   * @throws DatabaseAway where that cannot be told for certain now
   */
  public Viewer viewer(Context context) {
    Visit visit = visit(context);
    if (visit.remembered()) {
      throw new DatabaseAway();
    }
    return visit.viewer();
  }

  /**
   * The member whose session this was lately, also while the database is away; only for what is
   * checked again before it takes effect.
   */
  public Optional<Viewer.Member> remembered(Context context) {
    return visit(context).viewer() instanceof Viewer.Member member
        ? Optional.of(member)
        : Optional.empty();
  }

  /**
   * The administrator who asks.
   *
   * @throws stoa.base.Refused for everybody else; guests sign in first
   */
  public Viewer.Member administrator(Context context) {
    var member = viewer(context).member();
    if (!Act.ADMINISTER.allowedTo(member)) {
      throw new Refused(new Refusal.Forbidden(Message.of("error.administratorsOnly")));
    }
    return member;
  }

  private Visit lookUp(Context context) {
    Optional<String> session = cookies.session(context);
    boolean remembered = false;
    Optional<Members.SignedIn> signedIn;
    try {
      signedIn = session.flatMap(members::bySession);
    } catch (DatabaseAway away) {
      signedIn = session.flatMap(members::remembered);
      if (signedIn.isEmpty()) {
        throw away;
      }
      remembered = true;
    }
    Viewer viewer = signedIn.<Viewer>map(Members.SignedIn::member).orElse(new Viewer.Guest());
    IntSupplier unread = signedIn.map(Members.SignedIn::unread).orElse(Visit.NONE);
    return new Visit(viewer, locale(context, signedIn), anchor(context), unread, remembered);
  }

  private String anchor(Context context) {
    return cookies.session(context).or(() -> cookies.guest(context)).orElse("");
  }

  private Locale locale(Context context, Optional<Members.SignedIn> signedIn) {
    return languages.of(
        signedIn.map(Members.SignedIn::language).orElse(null),
        Cookies.header(context),
        context.header("Accept-Language"));
  }

  /** Goes on as for a guest where nobody could be looked up, because the database is away. */
  void assumeGuest(Context context) {
    if (context.attribute(VISIT) == null) {
      context.attribute(
          VISIT,
          new Visit(
              new Viewer.Guest(),
              locale(context, Optional.empty()),
              anchor(context),
              Visit.NONE,
              false));
    }
  }

  /** Says what a page shows, so that there may be copies of it until one of these changes. */
  public void shows(Context context, Set<String> tags) {
    new Shown(tags, _ -> {}, null).note(context);
  }

  /**
   * The same.
   *
   * @param seen told of each who gets the page, now or later as a copy; must not wait
   * @param read done for each member who has something unread and gets the page
   */
  public void shows(
      Context context, Set<String> tags, Consumer<Viewer> seen, Consumer<Viewer.Member> read) {
    new Shown(tags, seen, read).note(context);
    Viewer reader = visit(context).viewer();
    if (!StandIn.is(reader)) { // else it is for others to get
      seen.accept(reader);
    }
  }

  /** A form's number, by which it counts once although it is sent twice. */
  public String once(Context context) {
    return StandIn.is(visit(context).viewer()) ? standIn.mark(StandIn.Hole.ONCE) : Tokens.once();
  }

  /** Whether a page is just being made for all members who have the same ties to it. */
  public Optional<String> tie(Context context) {
    return Optional.ofNullable(context.attribute(TIE));
  }

  /** Runs the work with a page for all members whose ties to it are of that word. */
  void forMembers(Context context, String tie, Runnable work) {
    Visit visit = visit(context);
    context.attribute(VISIT, standIn.visit(visit.locale()));
    context.attribute(TIE, tie);
    try {
      work.run();
    } finally {
      context.attribute(VISIT, visit);
      context.attribute(TIE, null);
    }
  }

  /** Marks for the parts of a page that some members see otherwise; none on a page for one. */
  public PartMark parts(Context context) {
    return tie(context).isPresent() ? standIn.parts() : new PartMark("");
  }

  /** A part as a member sees it, for {@link Ties.Tie}. */
  public byte[] part(Context context, View part) {
    Visit visit = standIn.visit(visit(context).locale());
    return views.render(part, shell(context, visit, part, null));
  }

  Pieces pieces(byte[] html) {
    return Pieces.cut(html, standIn.mark());
  }

  SharedPage shared(byte[] html, String route, Shown shown) {
    return new SharedPage(pieces(html), route, shown);
  }

  Languages reading() {
    return languages;
  }

  OwnParts ownParts() {
    return new OwnParts(members, languages, views, csrf, cookies.secure());
  }

  /** Sends a page that search engines may list under that path. */
  public void show(Context context, View view, String canonical) {
    send(context, HttpStatus.OK, view, canonical);
  }

  /** Sends a page that is not for search engines. */
  public void show(Context context, View view) {
    send(context, HttpStatus.OK, view, null);
  }

  public void show(Context context, HttpStatus status, View view) {
    send(context, status, view, null);
  }

  /** The form again, with what is wrong beside its fields and everything the visitor wrote. */
  public void showAgain(Context context, View view) {
    send(context, HttpStatus.UNPROCESSABLE_CONTENT, view, null);
  }

  /** What has a visitor's own sentence or form token on it is never kept for others. */
  private void send(Context context, HttpStatus status, View view, @Nullable String canonical) {
    Visit visit = visit(context);
    Shell shell = shell(context, visit, view, canonical);
    byte[] html = views.render(view, shell);
    boolean own = shell.notice() != null || !visit(context).equals(visit);
    if (status == HttpStatus.OK && !own) {
      if (canonical != null) {
        copies.keep(context, visit, html);
      }
      if (StandIn.is(visit.viewer()) || visit.plainGuest()) {
        Shown.made(context, html);
      }
    }
    context.status(status).contentType(GuestPage.TYPE.getValue()).result(html);
  }

  /** Sends what is no page and the same for everybody. */
  public void send(Context context, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Shown.made(context, bytes, type);
    context.status(HttpStatus.OK).contentType(type).result(bytes);
  }

  /** Sends the last good copy of a page, marked as one; false where there is none. */
  boolean showCopy(Context context) {
    Visit visit = visit(context);
    var copy = copies.find(context, visit.locale());
    copy.ifPresent(found -> {
      String text = messages.text(visit.locale(), Message.of("error.copy"));
      context.header("Warning", "110 - \"Response is Stale\""); // RFC 9111, 5.5
      context.status(HttpStatus.OK).html(found.marked(text));
    });
    return copy.isPresent();
  }

  private Shell shell(Context context, Visit visit, View view, @Nullable String canonical) {
    return new Shell(
        options.title(),
        options.url().toString(),
        visit.locale(),
        visit.viewer(),
        csrfFor(context, visit, view),
        here(context),
        canonical,
        takeNotice(context),
        notices(visit),
        Act.ADMINISTER.allowedTo(visit.viewer()) && options.alarm().getAsBoolean(),
        RequestId.of(context));
  }

  private String notices(Visit visit) {
    return StandIn.is(visit.viewer())
        ? standIn.mark(StandIn.Hole.NOTICES)
        : views.notices(visit.locale(), visit.unread());
  }

  private String csrfFor(Context context, Visit visit, View view) {
    if (StandIn.is(visit.viewer())) {
      return visit.anchor();
    }
    if (visit.viewer() instanceof Viewer.Member) {
      return csrf.token(visit.anchor());
    }
    if (!view.hasForm()) {
      return "";
    }
    if (!visit.anchor().isEmpty()) {
      return csrf.token(visit.anchor());
    }
    String anchor = tokens.make();
    cookies.setGuest(context, anchor);
    context.attribute(VISIT, new Visit(visit.viewer(), visit.locale(), anchor, Visit.NONE, false));
    return csrf.token(anchor);
  }

  /**
   * Path and query of a page that can be asked for again; the front page for what came as a POST.
   */
  private static String here(Context context) {
    boolean get = context.method().name().equals("GET");
    String query = context.queryString();
    String path = context.req().getRequestURI();
    return get ? Urls.local(query == null ? path : path + "?" + query) : "/";
  }

  /** Says a sentence on the page that the visitor sees next. */
  public void notice(Context context, String key) {
    cookies.setNotice(context, key);
  }

  private @Nullable Message takeNotice(Context context) {
    Optional<String> key = cookies.notice(context).filter(messages::isNotice);
    key.ifPresent(_ -> cookies.endNotice(context));
    return key.map(Message::of).orElse(null);
  }

  /** The page that shows the result of a POST. */
  public void seeOther(Context context, String location) {
    if (visit(context).viewer() instanceof Viewer.Member) {
      cookies.setWrote(context);
    }
    context.redirect(location, HttpStatus.SEE_OTHER);
  }

  public void moved(Context context, String location) {
    context.redirect(location, HttpStatus.MOVED_PERMANENTLY);
  }

  /** Begins a session in this browser; the guest's cookie has done its work. */
  public void signIn(Context context, String token, java.time.Duration life) {
    cookies.setSession(context, token, life);
  }

  public Optional<String> sessionToken(Context context) {
    return cookies.session(context);
  }

  public void signOut(Context context) {
    cookies.endSession(context);
  }

  /** The tags of the languages that the forum speaks. */
  public List<String> languages() {
    return messages.languages().stream().map(Locale::toLanguageTag).toList();
  }

  /** A language's name in itself. */
  public String languageName(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    return locale.getDisplayName(locale);
  }

  public void chooseLanguage(Context context, String tag) {
    cookies.setLanguage(context, tag);
  }
}
