package stoa.topic;

import io.javalin.http.Context;
import stoa.base.Viewer;
import stoa.base.web.Params;
import stoa.base.web.Site;

/** The buttons under a post that say what one thinks of it. */
final class ApprovalPages {
  private final Site site;
  private final Approvals approvals;
  private final PostLimits limits;

  ApprovalPages(Site site, Approvals approvals, PostLimits limits) {
    this.site = site;
    this.approvals = approvals;
    this.limits = limits;
  }

  void like(Context context) {
    like(context, true);
  }

  void unlike(Context context) {
    like(context, false);
  }

  private void like(Context context, boolean liked) {
    Viewer.Member member = site.viewer(context).member();
    limits.like(member);
    site.seeOther(context, approvals.like(member, Params.id(context), liked));
  }

  void choose(Context context) {
    choose(context, true);
  }

  void unchoose(Context context) {
    choose(context, false);
  }

  private void choose(Context context, boolean chosen) {
    Viewer.Member member = site.viewer(context).member();
    limits.like(member);
    site.seeOther(context, approvals.choose(member, Params.id(context), chosen));
  }
}
