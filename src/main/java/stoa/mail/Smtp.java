package stoa.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Sends over SMTP, through Angus Mail. Waits nowhere for longer than ten seconds. */
final class Smtp {
  private static final String TIMEOUT = "10000";
  private static final String UTF8 = "UTF-8";

  private final URI server;
  private final String from;
  private final String fromName;
  private final InstantSource clock;

  /**
   * @param server smtp://user:password@host:port or smtps://…; smtp turns to TLS where the server
   *     offers it
   */
  Smtp(String server, String from, String fromName, InstantSource clock) {
    this.server = URI.create(server);
    this.from = from;
    this.fromName = fromName;
    this.clock = clock;
  }

  OutgoingMail.Outcome send(OutgoingMail mail) {
    return send(mail, session(null));
  }

  OutgoingMail.Trial trial(OutgoingMail mail) {
    var bytes = new ByteArrayOutputStream();
    OutgoingMail.Outcome outcome;
    try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      outcome = send(mail, session(out));
    }
    return new OutgoingMail.Trial(outcome, dialogue(bytes.toString(StandardCharsets.UTF_8)));
  }

  /** Angus leaves passwords out of its trace; the mail's own text is of no interest here. */
  private static List<String> dialogue(String trace) {
    return trace.lines().map(line -> line.replaceAll("\\p{Cntrl}", "")).limit(200).toList();
  }

  private OutgoingMail.Outcome send(OutgoingMail mail, Session session) {
    MimeMessage message;
    try {
      message = message(mail, session);
    } catch (MessagingException | UnsupportedEncodingException e) {
      return new OutgoingMail.Outcome.Refused(words(e)); // no address, whatever we do
    }
    try (Transport transport = session.getTransport()) {
      connect(transport);
      return deliver(transport, message);
    } catch (MessagingException e) {
      return new OutgoingMail.Outcome.Failed(words(e)); // nothing has been sent yet
    }
  }

  private void connect(Transport transport) throws MessagingException {
    String user = part(0);
    String password = part(1);
    int port = server.getPort() > 0 ? server.getPort() : secure() ? 465 : 25;
    if (user == null) {
      transport.connect(server.getHost(), port, null, null);
    } else {
      transport.connect(server.getHost(), port, user, password);
    }
  }

  private @Nullable String part(int index) {
    String user = server.getRawUserInfo();
    String[] parts = user == null ? new String[0] : user.split(":", 2);
    return index < parts.length ? URLDecoder.decode(parts[index], StandardCharsets.UTF_8) : null;
  }

  private boolean secure() {
    return "smtps".equals(server.getScheme());
  }

  private static OutgoingMail.Outcome deliver(Transport transport, MimeMessage message) {
    try {
      transport.sendMessage(message, message.getAllRecipients());
      return new OutgoingMail.Outcome.Sent();
    } catch (SendFailedException e) {
      return refused(e);
    } catch (MessagingException e) {
      return new OutgoingMail.Outcome.Unknown(words(e));
    }
  }

  /** What the server said: 4xx passes, 5xx stays (RFC 5321, 4.2.1). */
  private static OutgoingMail.Outcome refused(SendFailedException fault) {
    for (Exception next = fault;
        next != null;
        next = next instanceof MessagingException m ? m.getNextException() : null) {
      int code =
          switch (next) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> 0;
          };
      if (code / 100 == 4) {
        return new OutgoingMail.Outcome.Failed(words(next));
      }
      if (code / 100 == 5) {
        return new OutgoingMail.Outcome.Refused(words(next));
      }
    }
    return new OutgoingMail.Outcome.Unknown(words(fault));
  }

  private static String words(Exception fault) {
    String text = String.valueOf(fault.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
    return text.substring(0, Math.min(text.length(), 300));
  }

  private Session session(@Nullable PrintStream trace) {
    var settings = new Properties();
    String protocol = secure() ? "smtps" : "smtp";
    settings.setProperty("mail.transport.protocol", protocol);
    for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
      settings.setProperty("mail." + protocol + "." + wait, TIMEOUT);
    }
    settings.setProperty("mail." + protocol + ".auth", "" + (part(0) != null));
    settings.setProperty("mail.smtp.starttls.enable", "true");
    // With a password, never in the clear over a network.
    boolean local = List.of("localhost", "127.0.0.1", "[::1]").contains(server.getHost());
    settings.setProperty("mail.smtp.starttls.required", "" + (part(0) != null && !local));
    settings.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
    settings.setProperty("mail.mime.address.strict", "true");
    var session = Session.getInstance(settings);
    if (trace != null) {
      session.setDebugOut(trace);
      session.setDebug(true);
    }
    return session;
  }

  private MimeMessage message(OutgoingMail mail, Session session)
      throws MessagingException, UnsupportedEncodingException {
    var message = new Identified(session, "<" + mail.id() + ">");
    message.setFrom(new InternetAddress(from, fromName, UTF8));
    Address to = new InternetAddress(mail.to(), true);
    ((InternetAddress) to).setPersonal(mail.toName(), UTF8);
    message.setRecipient(Message.RecipientType.TO, to);
    message.setSubject(mail.subject(), UTF8);
    message.setSentDate(Date.from(clock.instant()));
    message.setContentLanguage(new String[] {mail.language()});
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
    if (mail.reference().isPresent()) {
      message.setHeader("In-Reply-To", "<" + mail.reference().get() + ">");
      message.setHeader("References", "<" + mail.reference().get() + ">");
    }
    if (mail.unsubscribe().isPresent()) {
      message.setHeader("List-Unsubscribe", "<" + mail.unsubscribe().get() + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    var text = new MimeBodyPart();
    text.setText(mail.text(), UTF8);
    var html = new MimeBodyPart();
    html.setText(mail.html(), UTF8, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    return message;
  }

  /** Angus would give it an id of its own. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
