package stoa.notify;

import stoa.watch.NotificationKind;

/** How a member wants to be notified of one kind. */
record Choice(NotificationKind kind, boolean onSite, boolean byMail) {}
