package stoa.mail;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import stoa.base.Message;
import stoa.base.view.Messages;
import stoa.base.view.Urls;
import stoa.base.view.Views;
import stoa.mail.MailQueries.QueuedMail;

/** Writes mails in their readers' languages. */
final class MailWriter {
  /** Enough to know whether to read on; the rest is on the forum, where it may have changed. */
  private static final int EXTRACT = 500;

  private static final int DIGEST = 10;
  private static final Duration DIGEST_SPAN = Duration.ofDays(7);

  private final Messages messages;
  private final Views views;
  private final UnsubscribeTokens unsubscribeTokens;
  private final DigestQueries digests;
  private final Site site;
  private final InstantSource clock;

  /** What of the forum's settings stands in mails. */
  record Site(String title, URI url, Locale language) {}

  MailWriter(
      Messages messages,
      Views views,
      UnsubscribeTokens unsubscribeTokens,
      DigestQueries digests,
      Site site,
      InstantSource clock) {
    this.messages = messages;
    this.views = views;
    this.unsubscribeTokens = unsubscribeTokens;
    this.digests = digests;
    this.site = site;
    this.clock = clock;
  }

  /** The mail; empty where there is nothing to say. */
  Optional<OutgoingMail> write(QueuedMail queued, String email) {
    Locale locale =
        Optional.ofNullable(queued.language()).flatMap(messages::supported).orElse(site.language());
    return queued.kind().equals("DIGEST")
        ? digest(queued, email, locale)
        : Optional.of(notification(queued, email, locale));
  }

  private OutgoingMail notification(QueuedMail queued, String email, Locale locale) {
    String kind = queued.kind().toLowerCase(Locale.ROOT);
    String title = queued.topicTitle() == null ? "" : queued.topicTitle();
    var headline =
        Message.of("notify." + kind + ".one", queued.actor() == null ? "?" : queued.actor());
    Long post = queued.postId();
    String url = site.url() + (post == null ? "/t/" + queued.topicId() : Urls.post(post));
    var view =
        new MailBody(
            site.title(),
            headline,
            title,
            url,
            extract(queued.source()),
            List.of(),
            Message.of("mail.why", messages.text(locale, "notify.kind." + kind, List.of())),
            site.url() + "/settings/notifications",
            unsubscribeUrl(queued));
    return outgoing(
        queued,
        email,
        locale,
        view,
        "[" + site.title() + "] " + (title.isEmpty() ? messages.text(locale, headline) : title),
        Optional.of("topic-" + queued.topicId() + "@" + site.url().getHost()));
  }

  private Optional<OutgoingMail> digest(QueuedMail queued, String email, Locale locale) {
    Instant since = clock.instant().minus(DIGEST_SPAN);
    var topics = digests.topics(queued.accountId(), since, DIGEST);
    if (topics.isEmpty()) {
      return Optional.empty();
    }
    var lines =
        topics.stream()
            .map(topic ->
                new MailBody.Line(
                    topic.title(),
                    site.url() + Urls.topic(topic.id(), topic.slug()),
                    Message.of("topic.repliesCount", topic.replies())))
            .toList();
    var view =
        new MailBody(
            site.title(),
            Message.of("mail.digest", site.title()),
            "",
            "",
            List.of(),
            lines,
            Message.of("mail.whyDigest"),
            site.url() + "/settings/notifications",
            unsubscribeUrl(queued));
    String subject = messages.text(locale, "mail.digest", List.of(site.title()));
    return Optional.of(outgoing(queued, email, locale, view, subject, Optional.empty()));
  }

  private String unsubscribeUrl(QueuedMail queued) {
    var subscription = new UnsubscribeTokens.Subscription(queued.accountId(), queued.kind());
    return site.url() + "/mail/unsubscribe/" + unsubscribeTokens.token(subscription);
  }

  private OutgoingMail outgoing(
      QueuedMail queued,
      String email,
      Locale locale,
      MailBody view,
      String subject,
      Optional<String> reference) {
    return new OutgoingMail(
        email,
        queued.name(),
        subject,
        text(view, locale),
        views.renderBare(view, locale),
        locale.toLanguageTag(),
        "mail-" + queued.id() + "@" + site.url().getHost(),
        reference,
        Optional.of(view.unsubscribeUrl()));
  }

  private String text(MailBody view, Locale locale) {
    var out = new ArrayList<String>();
    out.add(messages.text(locale, view.headline()));
    if (!view.title().isEmpty()) {
      out.add(view.title());
    }
    view.extract().forEach(line -> out.add("> " + line));
    for (var line : view.lines()) {
      out.add(line.title() + " – " + messages.text(locale, line.replies()) + "\n" + line.url());
    }
    if (!view.url().isEmpty()) {
      out.add(view.url());
    }
    out.add("-- \n" + messages.text(locale, view.why()));
    out.add(messages.text(locale, "mail.settings", List.of()) + ": " + view.settingsUrl());
    out.add(messages.text(locale, "mail.unsubscribe", List.of()) + ": " + view.unsubscribeUrl());
    return String.join("\n\n", out) + "\n";
  }

  /** The beginning of the post as its author typed it, without quotations. */
  private static List<String> extract(@org.jspecify.annotations.Nullable String source) {
    if (source == null) {
      return List.of();
    }
    String own =
        source
            .lines()
            .filter(line -> !line.stripLeading().startsWith(">") && !line.isBlank())
            .reduce("", (a, b) -> a.isEmpty() ? b : a + "\n" + b);
    String begin =
        own.codePointCount(0, own.length()) <= EXTRACT
            ? own
            : own.substring(0, own.offsetByCodePoints(0, EXTRACT)) + "…";
    return begin.lines().toList();
  }

  /** A mail that only shows that mail works. */
  OutgoingMail trial(String to, Locale locale) {
    String text = messages.text(locale, "mail.trialText", List.of(site.title()));
    return new OutgoingMail(
        to,
        "",
        messages.text(locale, "mail.trialSubject", List.of(site.title())),
        text + "\n",
        "<!DOCTYPE html><html><body><p>" + text.replace("<", "&lt;") + "</p></body></html>",
        locale.toLanguageTag(),
        "trial-" + clock.millis() + "@" + site.url().getHost(),
        Optional.empty(),
        Optional.empty());
  }
}
