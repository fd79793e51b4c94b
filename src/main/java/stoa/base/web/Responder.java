package stoa.base.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import stoa.access.Act;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Tokens;
import stoa.base.config.Settings;
import stoa.base.http.RequestId;
import stoa.base.view.Menu;
import stoa.base.view.Messages;
import stoa.base.view.Shell;
import stoa.base.view.Unread;
import stoa.base.view.UnreadMark;
import stoa.base.view.View;
import stoa.base.view.Views;

/** How an answer goes out. */
public final class Responder {
  private static final String HTML = "text/html; charset=utf-8";

  private final Settings.Site site;
  private final Menu menu;
  private final BooleanSupplier alarm;
  private final Views views;
  private final Messages messages;
  private final Cookies cookies;
  private final Csrf csrf;
  private final Tokens tokens;
  private final StalePages stale;
  private final ReadStates read;

  /**
   * @param alarm whether administrators are to be told on every page that mail does not get out
   */
  public Responder(
      Settings.Site site,
      Menu menu,
      BooleanSupplier alarm,
      Views views,
      Messages messages,
      Cookies cookies,
      Csrf csrf,
      Tokens tokens,
      StalePages stale,
      ReadStates read) {
    this.site = site;
    this.menu = menu;
    this.alarm = alarm;
    this.views = views;
    this.messages = messages;
    this.cookies = cookies;
    this.csrf = csrf;
    this.tokens = tokens;
    this.stale = stale;
    this.read = read;
  }

  /** Sends an answer to the one who asked. */
  public void send(Visit visit, Request request, Answer answer) {
    Context context = request.context();
    switch (answer) {
      case Answer.Page page -> send(visit, request, page);
      case Answer.SeeOther to -> send(visit, context, to);
      case Answer.Redirect(var location, int status) ->
          context.redirect(location, HttpStatus.forStatus(status));
      case Answer.Text text -> {
        text.headers().forEach(context::header);
        context.contentType(text.type()).result(text.text().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void send(Visit visit, Request request, Answer.Page page) {
    Context context = request.context();
    Visit reader = anchored(visit, context, page.view());
    Message flash = takeFlash(context);
    byte[] html = html(reader, request, page, flash);
    if (flash == null && page.status() == 200 && reader.plainGuest()) {
      keepForBadDays(reader, request, page, html);
    }
    if (page.shows() != null) {
      page.shows().seen().accept(reader.who());
    }
    page.headers().forEach(context::header);
    send(context, page.status(), html);
  }

  public static void send(Context context, int status, byte[] html) {
    context.status(status).contentType(HTML).result(html);
  }

  /** A guest who finds a form gets a cookie for its token to be bound to. */
  private Visit anchored(Visit visit, Context context, View view) {
    if (!visit.plainGuest() || !view.hasForm()) {
      return visit;
    }
    String anchor = tokens.make();
    cookies.setGuest(context, anchor);
    return visit.withAnchor(anchor);
  }

  private @Nullable Message takeFlash(Context context) {
    Optional<String> key = cookies.flash(context).filter(messages::isFlash);
    key.ifPresent(_ -> cookies.endFlash(context));
    return key.map(Message::of).orElse(null);
  }

  private void send(Visit visit, Context context, Answer.SeeOther to) {
    to.cookies().forEach(change -> cookies.set(context, change));
    if (to.flash() != null) {
      cookies.setFlash(context, to.flash());
    }
    if (visit.who() instanceof Viewer.Member) {
      cookies.setWrote(context);
    }
    context.redirect(to.location(), HttpStatus.SEE_OTHER);
  }

  /** A page as its copies begin: nothing of one visitor's own is on it. */
  public byte[] shared(Visit visit, Request request, Answer.Page page) {
    byte[] html = html(visit, request, page, null);
    if (visit.plainGuest()) {
      keepForBadDays(visit, request, page, html);
    }
    return html;
  }

  private void keepForBadDays(Visit guest, Request request, Answer.Page page, byte[] html) {
    if (page.canonical() != null && request.isGet()) {
      Set<String> tags = page.kept().map(Shows::tags).orElse(Set.of());
      stale.keep(guest.locale(), request.address(), html, tags);
    }
  }

  private byte[] html(Visit visit, Request request, Answer.Page page, @Nullable Message flash) {
    boolean refused = page.refused();
    return views.render(
        page.view(), shell(visit, request, page.view(), page.canonical(), flash, refused));
  }

  /** A part of a page as a member of a variant sees it; see {@link Variants}. */
  public byte[] fragment(Visit placeholder, Request request, View part) {
    return views.render(part, shell(placeholder, request, part, null, null, false));
  }

  private Shell shell(
      Visit visit,
      Request request,
      View view,
      @Nullable String canonical,
      @Nullable Message flash,
      boolean refused) {
    return new Shell(
        site.title(),
        site.url().toString(),
        visit.locale(),
        visit.who(),
        visit.eyes() == null ? null : visit.eyes().shown(),
        menu,
        token(visit, view),
        request.here(),
        canonical,
        flash,
        refused,
        unread(visit),
        notifications(visit),
        Act.ADMINISTER.allowedTo(visit.who()) && alarm.getAsBoolean(),
        RequestId.of(request.context()));
  }

  private UnreadMark unread(Visit visit) {
    if (visit.shared() != null) {
      return new UnreadMark(visit.shared().standIn().mark(), Unread.NOTHING);
    }
    boolean known =
        visit.who() instanceof Viewer.Member && !visit.uncertain() && visit.eyes() == null;
    return new UnreadMark(
        "", known ? (board, ends) -> read.of(visit.member()).any(board, ends) : Unread.NOTHING);
  }

  private String notifications(Visit visit) {
    return visit.shared() == null
        ? views.notifications(visit.locale(), visit.unread())
        : visit.shared().standIn().mark(PlaceholderMember.Slot.NOTIFICATIONS);
  }

  private String token(Visit visit, View view) {
    if (visit.shared() != null) {
      return visit.anchor();
    }
    boolean form = visit.who() instanceof Viewer.Member || view.hasForm() || visit.eyes() != null;
    return form ? csrf.token(visit.anchor()) : "";
  }

  /**
   * Sends the last good copy of a page, marked as one, for the time when the database is away.
   *
   * @return false where there is none
   */
  boolean sendStale(Visit visit, Request request) {
    var copy =
        request.isGet()
            ? stale.find(visit.locale(), request.address())
            : Optional.<StalePages.Copy>empty();
    copy.ifPresent(found -> {
      String text = messages.text(visit.locale(), Message.of("error.copy"));
      var context = request.context();
      context.header("Warning", "110 - \"Response is Stale\""); // RFC 9111, 5.5
      context.status(HttpStatus.OK).html(found.marked(text));
    });
    return copy.isPresent();
  }
}
