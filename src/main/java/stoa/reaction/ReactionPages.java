package stoa.reaction;

import java.time.Duration;
import stoa.access.Viewer;
import stoa.base.web.Answer;
import stoa.base.web.RateLimits;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** The buttons under a post that say what one thinks of it. */
final class ReactionPages {
  private static final int PER_MINUTE = 60;

  private final Likes likes;
  private final Answers answers;
  private final RateLimits rates;
  private final RateLimits.Rule rule;

  ReactionPages(Likes likes, Answers answers, RateLimits rates) {
    this.likes = likes;
    this.answers = answers;
    this.rates = rates;
    this.rule = rates.rule("likes_minute", PER_MINUTE, Duration.ofMinutes(1));
  }

  Answer like(Visit visit, Request request) {
    return like(visit, request, true);
  }

  Answer unlike(Visit visit, Request request) {
    return like(visit, request, false);
  }

  private Answer like(Visit visit, Request request, boolean liked) {
    Viewer.Member member = visit.member();
    limit(member);
    return Answer.seeOther(likes.like(member, request.id(), liked));
  }

  Answer choose(Visit visit, Request request) {
    return choose(visit, request, true);
  }

  Answer unchoose(Visit visit, Request request) {
    return choose(visit, request, false);
  }

  private Answer choose(Visit visit, Request request, boolean chosen) {
    Viewer.Member member = visit.member();
    limit(member);
    return Answer.seeOther(answers.choose(member, request.id(), chosen));
  }

  private void limit(Viewer.Member member) {
    rates.take(rule, "member " + member.id());
  }
}
