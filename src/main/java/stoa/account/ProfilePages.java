package stoa.account;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import stoa.access.Act;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Role;
import stoa.base.Viewer;
import stoa.base.cache.Tags;
import stoa.base.web.Params;
import stoa.base.web.Site;
import stoa.base.web.Ties;
import stoa.base.web.Urls;
import stoa.markup.Markup;

/** What everybody may see of a member. */
final class ProfilePages {
  private static final int EXTRACT = 160;

  private final Site site;
  private final ProfileQueries queries;
  private final Accounts accounts;

  ProfilePages(Site site, ProfileQueries queries, Accounts accounts) {
    this.site = site;
    this.queries = queries;
    this.accounts = accounts;
  }

  void show(Context context) {
    String name = context.pathParam("name");
    var profile =
        queries.profile(Names.key(name)).orElseThrow(() -> new Refused(new Refusal.NotFound()));
    if (profile.removed()) {
      throw new Refused(new Refusal.Gone());
    }
    if (!profile.name().equals(name)) {
      site.moved(context, Urls.member(profile.name()));
      return;
    }
    Viewer viewer = site.viewer(context);
    site.shows(context, Set.of(Tags.member(profile.id()), Tags.author(profile.id())));
    site.show(
        context, page(profile, queries.recent(profile.id()), viewer), Urls.member(profile.name()));
  }

  /** One's own profile has a link to change it. */
  Ties.Tie tie(Context context, Viewer.Member member) {
    boolean own = Names.key(context.pathParam("name")).equals(Names.key(member.name()));
    return own ? Ties.Tie.alone(Set.of()) : Ties.Tie.word("", Set.of());
  }

  void remove(Context context) {
    accounts.remove(site.viewer(context).member(), Params.id(context));
    site.notice(context, "notice.memberRemoved");
    site.seeOther(context, "/");
  }

  private static ProfilePage page(
      ProfileQueries.Profile profile, List<ProfileQueries.Recent> recent, Viewer viewer) {
    boolean own = viewer.is(profile.id());
    return new ProfilePage(
        profile.id(),
        profile.name(),
        Role.valueOf(profile.role()),
        profile.aboutHtml(),
        profile.website(),
        profile.location(),
        profile.created(),
        profile.seen(),
        profile.topics(),
        profile.posts(),
        profile.score(),
        recent.stream().map(ProfilePages::row).toList(),
        own,
        Act.MANAGE_MEMBERS.allowedTo(viewer) && !own);
  }

  private static ProfilePage.RecentPost row(ProfileQueries.Recent recent) {
    return new ProfilePage.RecentPost(
        Urls.post(recent.postId()),
        recent.topicTitle(),
        recent.boardTitle(),
        recent.at(),
        Markup.plain(recent.source(), EXTRACT));
  }
}
