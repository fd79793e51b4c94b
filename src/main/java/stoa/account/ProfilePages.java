package stoa.account;

import java.util.List;
import java.util.Set;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.Viewer;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Variant;
import stoa.base.web.Visit;
import stoa.event.Tags;
import stoa.markup.Markup;

/** What everybody may see of a member. */
final class ProfilePages {
  private static final int EXTRACT = 160;

  private final ProfileQueries queries;
  private final Access access;

  ProfilePages(ProfileQueries queries, Access access) {
    this.access = access;
    this.queries = queries;
  }

  Answer show(Visit visit, Request request) {
    Viewer viewer = visit.viewer();
    requireSight(viewer);
    String name = request.part("name");
    var profile = queries.profile(Names.key(name)).orElseThrow(Refused::notFound);
    if (profile.removed()) {
      throw new Refused(new Refusal.Gone());
    }
    if (!profile.name().equals(name)) {
      return Answer.moved(Urls.member(profile.name()));
    }
    return Answer.page(page(profile, queries.recent(viewer, profile.id()), viewer))
        .at(Urls.member(profile.name()))
        .shows(Set.of(Tags.member(profile.id()), Tags.author(profile.id()), Tags.REMOVED));
  }

  private static void requireSight(Viewer viewer) {
    if (!Act.SEE_PROFILES.allowedTo(viewer)) {
      throw new Refused(
          viewer instanceof Viewer.Guest
              ? new Refusal.SignInNeeded()
              : new Refusal.Forbidden(Act.SEE_PROFILES.why()));
    }
  }

  /** One's own profile has a link to change it. */
  Variant variant(Visit visit, Request request) {
    boolean own = Names.key(request.part("name")).equals(Names.key(visit.member().name()));
    return own ? Variant.alone(Set.of()) : Variant.word("", Set.of());
  }

  private ProfilePage page(
      ProfileQueries.Profile profile, List<ProfileQueries.Recent> recent, Viewer viewer) {
    boolean own = viewer.is(profile.id());
    return new ProfilePage(
        profile.id(),
        profile.name(),
        access.rules().badges(profile.groups()),
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
