package stoa.mail;

import stoa.base.view.View;

/**
 * The way out of mails of one kind, for whoever has the mail before them.
 *
 * @param label the key of the kind's name
 * @param done whether it has just been done
 */
record UnsubscribePage(String action, String label, boolean done) implements View {
  @Override
  public String template() {
    return "mail/unsubscribe";
  }
}
