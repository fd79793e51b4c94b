package stoa.moderation;

import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** The buttons above a topic by which moderators pin and lock it. */
final class FlagPages {
  private final TopicFlags flags;

  FlagPages(TopicFlags flags) {
    this.flags = flags;
  }

  Answer pin(Visit visit, Request request) {
    return set(visit, request, TopicFlags.Flag.PIN);
  }

  Answer unpin(Visit visit, Request request) {
    return set(visit, request, TopicFlags.Flag.UNPIN);
  }

  Answer lock(Visit visit, Request request) {
    return set(visit, request, TopicFlags.Flag.LOCK);
  }

  Answer unlock(Visit visit, Request request) {
    return set(visit, request, TopicFlags.Flag.UNLOCK);
  }

  private Answer set(Visit visit, Request request, TopicFlags.Flag flag) {
    return Answer.seeOther(flags.set(visit.member(), request.id(), flag));
  }
}
