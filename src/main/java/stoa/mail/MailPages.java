package stoa.mail;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Viewer;
import stoa.base.web.Field;
import stoa.base.web.Form;
import stoa.base.web.Params;
import stoa.base.web.Site;

/** Mail for administrators, the digest for members, and the way out for everybody. */
final class MailPages {
  private static final String HOME = "/admin/mail";
  private static final int ROWS = 50;

  private final Site site;
  private final MailQueries queries;
  private final DigestQueries digests;
  private final Sender sender;
  private final Letters letters;
  private final @Nullable Smtp smtp;
  private final Unsubscribing unsubscribing;
  private final InstantSource clock;

  MailPages(
      Site site,
      MailQueries queries,
      DigestQueries digests,
      Sender sender,
      Letters letters,
      @Nullable Smtp smtp,
      Unsubscribing unsubscribing,
      InstantSource clock) {
    this.site = site;
    this.queries = queries;
    this.digests = digests;
    this.sender = sender;
    this.letters = letters;
    this.smtp = smtp;
    this.unsubscribing = unsubscribing;
    this.clock = clock;
  }

  void admin(Context context) {
    var administrator = site.administrator(context);
    String own = queries.email(administrator.id()).orElse("");
    site.show(context, page(Field.of(own), null));
  }

  private MailPage page(Field to, MailPage.@Nullable Trial trial) {
    var states = queries.states();
    return new MailPage(
        smtp != null,
        sender.failing(),
        states.getOrDefault("WAITING", 0) + states.getOrDefault("SENDING", 0),
        states.getOrDefault("SENT", 0),
        states.getOrDefault("SKIPPED", 0),
        queries.failed(ROWS),
        to,
        trial);
  }

  void test(Context context) {
    var _ = site.administrator(context);
    String to = Form.of(context).line("email");
    if (smtp == null) {
      site.showAgain(context, page(new Field(to, Message.of("admin.mail.noServer")), null));
      return;
    }
    var trial = smtp.trial(letters.trial(to, site.visit(context).locale()));
    boolean good = trial.outcome() instanceof Outgoing.Outcome.Sent;
    String said =
        switch (trial.outcome()) {
          case Outgoing.Outcome.Sent() -> "";
          case Outgoing.Outcome.Refused(String why) -> "\n" + why;
          case Outgoing.Outcome.Failed(String why) -> "\n" + why;
          case Outgoing.Outcome.Unknown(String why) -> "\n" + why;
        };
    String dialogue = String.join("\n", trial.dialogue()) + said;
    site.show(context, page(Field.of(to), new MailPage.Trial(good, dialogue)));
  }

  void retry(Context context) {
    var _ = site.administrator(context);
    require(queries.retry(Params.id(context), clock.instant()));
    site.seeOther(context, HOME);
  }

  void drop(Context context) {
    var _ = site.administrator(context);
    require(queries.drop(Params.id(context), clock.instant()));
    site.seeOther(context, HOME);
  }

  private static void require(boolean there) {
    if (!there) {
      throw new Refused(new Refusal.NotFound());
    }
  }

  void digest(Context context) {
    Viewer.Member member = site.viewer(context).member();
    site.show(context, new DigestPage(digests.wish(member.id())));
  }

  void chooseDigest(Context context) {
    Viewer.Member member = site.viewer(context).member();
    String wish = Form.of(context).raw("digest");
    if (!DigestPage.CHOICES.contains(wish)) {
      throw new Refused(new Refusal.Malformed(Message.of("error.400.text")));
    }
    digests.wish(member.id(), wish);
    site.notice(context, "notice.saved");
    site.seeOther(context, "/settings/digest");
  }

  void unsubscribeForm(Context context) {
    site.show(context, unsubscribePage(context, read(context), false));
  }

  /** Also what a mail program sends at one click (RFC 8058), without a cookie. */
  void unsubscribe(Context context) {
    var subscription = read(context);
    boolean _ = queries.off(subscription.account(), subscription.kind());
    site.show(context, unsubscribePage(context, subscription, true));
  }

  private Unsubscribing.Subscription read(Context context) {
    return unsubscribing
        .read(context.pathParam("token"))
        .orElseThrow(() -> new Refused(new Refusal.NotFound()));
  }

  private static UnsubscribePage unsubscribePage(
      Context context, Unsubscribing.Subscription subscription, boolean done) {
    String label =
        subscription.kind().equals("DIGEST")
            ? "mail.digestName"
            : "notify.kind." + subscription.kind().toLowerCase(Locale.ROOT);
    return new UnsubscribePage(context.path(), label, done);
  }
}
