package stoa.mail;

import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.view.Field;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** Mail for administrators, the digest for members, and unsubscribing for everybody. */
final class MailPages {
  private static final String HOME = "/admin/mail";
  private static final int ROWS = 50;

  private final MailQueries queries;
  private final DigestQueries digests;
  private final Sender sender;
  private final MailWriter writer;
  private final @Nullable Smtp smtp;
  private final UnsubscribeTokens unsubscribeTokens;
  private final InstantSource clock;

  MailPages(
      MailQueries queries,
      DigestQueries digests,
      Sender sender,
      MailWriter writer,
      @Nullable Smtp smtp,
      UnsubscribeTokens unsubscribeTokens,
      InstantSource clock) {
    this.queries = queries;
    this.digests = digests;
    this.sender = sender;
    this.writer = writer;
    this.smtp = smtp;
    this.unsubscribeTokens = unsubscribeTokens;
    this.clock = clock;
  }

  Answer admin(Visit visit, Request request) {
    var administrator = visit.member();
    String own = queries.email(administrator.id()).orElse("");
    return Answer.page(page(Field.of(own), null));
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

  Answer test(Visit visit, Request request) {
    String to = request.form().line("email");
    if (smtp == null) {
      return Answer.again(page(new Field(to, Message.of("admin.mail.noServer")), null));
    }
    var trial = smtp.trial(writer.trial(to, visit.locale()));
    boolean good = trial.outcome() instanceof OutgoingMail.Outcome.Sent;
    String said =
        switch (trial.outcome()) {
          case OutgoingMail.Outcome.Sent() -> "";
          case OutgoingMail.Outcome.Refused(String why) -> "\n" + why;
          case OutgoingMail.Outcome.Failed(String why) -> "\n" + why;
          case OutgoingMail.Outcome.Unknown(String why) -> "\n" + why;
        };
    String dialogue = String.join("\n", trial.dialogue()) + said;
    return Answer.page(page(Field.of(to), new MailPage.Trial(good, dialogue)));
  }

  Answer retry(Visit visit, Request request) {
    require(queries.retry(request.id(), clock.instant()));
    return Answer.seeOther(HOME);
  }

  Answer drop(Visit visit, Request request) {
    require(queries.drop(request.id(), clock.instant()));
    return Answer.seeOther(HOME);
  }

  private static void require(boolean there) {
    if (!there) {
      throw Refused.notFound();
    }
  }

  Answer digest(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    return Answer.page(new DigestPage(digests.frequency(member.id())));
  }

  Answer chooseDigest(Visit visit, Request request) {
    Viewer.Member member = visit.member();
    String frequency = request.form().raw("digest");
    if (!DigestPage.CHOICES.contains(frequency)) {
      throw new Refused(new Refusal.Malformed(Message.of("error.400.text")));
    }
    digests.frequency(member.id(), frequency);
    return Answer.seeOther("/settings/digest").flash("flash.saved");
  }

  Answer unsubscribeForm(Visit visit, Request request) {
    return Answer.page(unsubscribePage(request, read(request), false));
  }

  /** Also what a mail program sends at one click (RFC 8058), without a cookie. */
  Answer unsubscribe(Visit visit, Request request) {
    var subscription = read(request);
    boolean _ = queries.off(subscription.account(), subscription.kind());
    return Answer.page(unsubscribePage(request, subscription, true));
  }

  private UnsubscribeTokens.Subscription read(Request request) {
    return unsubscribeTokens.read(request.part("token")).orElseThrow(Refused::notFound);
  }

  private static UnsubscribePage unsubscribePage(
      Request request, UnsubscribeTokens.Subscription subscription, boolean done) {
    String label =
        subscription.kind().equals("DIGEST")
            ? "mail.digestName"
            : "notify.kind." + subscription.kind().toLowerCase(Locale.ROOT);
    return new UnsubscribePage(request.path(), label, done);
  }
}
