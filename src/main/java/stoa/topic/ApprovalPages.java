package stoa.topic;

import stoa.base.Viewer;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** The buttons under a post that say what one thinks of it. */
final class ApprovalPages {
  private final Approvals approvals;
  private final PostLimits limits;

  ApprovalPages(Approvals approvals, PostLimits limits) {
    this.approvals = approvals;
    this.limits = limits;
  }

  Answer like(Visit visit, Request request) {
    return like(visit, request, true);
  }

  Answer unlike(Visit visit, Request request) {
    return like(visit, request, false);
  }

  private Answer like(Visit visit, Request request, boolean liked) {
    Viewer.Member member = visit.member();
    limits.like(member);
    return Answer.seeOther(approvals.like(member, request.id(), liked));
  }

  Answer choose(Visit visit, Request request) {
    return choose(visit, request, true);
  }

  Answer unchoose(Visit visit, Request request) {
    return choose(visit, request, false);
  }

  private Answer choose(Visit visit, Request request, boolean chosen) {
    Viewer.Member member = visit.member();
    limits.like(member);
    return Answer.seeOther(approvals.choose(member, request.id(), chosen));
  }
}
