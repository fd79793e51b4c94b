package stoa.mail;

import java.util.List;
import stoa.base.Message;
import stoa.base.view.View;

/**
 * A mail's HTML part.
 *
 * @param lines for a digest: its topics
 */
record MailBody(
    String siteTitle,
    Message headline,
    String title,
    String url,
    List<String> extract,
    List<Line> lines,
    Message why,
    String settingsUrl,
    String unsubscribeUrl)
    implements View {
  MailBody {
    extract = List.copyOf(extract);
    lines = List.copyOf(lines);
  }

  record Line(String title, String url, Message replies) {}

  @Override
  public String template() {
    return "mail/body";
  }
}
