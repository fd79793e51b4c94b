package stoa.account;

import java.util.List;
import java.util.Set;
import stoa.access.Act;
import stoa.base.Refusal;
import stoa.base.Refused;
import stoa.base.Role;
import stoa.base.Viewer;
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

  ProfilePages(ProfileQueries queries) {
    this.queries = queries;
  }

  Answer show(Visit visit, Request request) {
    String name = request.part("name");
    var profile = queries.profile(Names.key(name)).orElseThrow(Refused::notFound);
    if (profile.removed()) {
      throw new Refused(new Refusal.Gone());
    }
    if (!profile.name().equals(name)) {
      return Answer.moved(Urls.member(profile.name()));
    }
    Viewer viewer = visit.viewer();
    return Answer.page(page(profile, queries.recent(profile.id()), viewer))
        .at(Urls.member(profile.name()))
        .shows(Set.of(Tags.member(profile.id()), Tags.author(profile.id())));
  }

  /** One's own profile has a link to change it. */
  Variant variant(Visit visit, Request request) {
    boolean own = Names.key(request.part("name")).equals(Names.key(visit.member().name()));
    return own ? Variant.alone(Set.of()) : Variant.word("", Set.of());
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
