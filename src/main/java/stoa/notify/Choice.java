package stoa.notify;

/** How a member wants to hear of one kind. */
record Choice(NotificationKind kind, boolean onSite, boolean byMail) {}
