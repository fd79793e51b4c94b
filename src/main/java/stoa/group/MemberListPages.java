package stoa.group;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.AccessRules;
import stoa.access.Act;
import stoa.access.Group;
import stoa.access.Viewer;
import stoa.base.Refused;
import stoa.base.Text;
import stoa.base.view.Pager;
import stoa.base.view.Urls;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** The list of members, for all who may see their profiles. */
final class MemberListPages {
  private static final String HOME = "/members";

  private final Access access;
  private final MemberListQueries queries;

  MemberListPages(Access access, MemberListQueries queries) {
    this.access = access;
    this.queries = queries;
  }

  Answer list(Visit visit, Request request) {
    var viewer = visit.viewer();
    boolean staff = Act.MANAGE_MEMBERS.allowedTo(viewer);
    var groups = groups(viewer);
    var group = group(groups, request.query("group"));
    String begin = Text.cleanLine(Optional.ofNullable(request.query("q")).orElse(""));
    boolean newest = "new".equals(request.query("sort"));
    var wanted =
        new MemberListQueries.Wanted(begin, staff, group == null ? null : group.id(), newest);
    return Answer.page(page(wanted, request.page(), group, groups));
  }

  private List<Group> groups(Viewer viewer) {
    return access.rules().groups().stream()
        .filter(group -> group.hasRows() && group.shownTo(viewer))
        .toList();
  }

  /** One that they are told of; whoever guesses learns nothing of the others. */
  private static @Nullable Group group(List<Group> groups, @Nullable String asked) {
    if (asked == null || asked.isEmpty()) {
      return null;
    }
    return groups.stream()
        .filter(group -> Long.toString(group.id()).equals(asked))
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  private MemberListPage page(
      MemberListQueries.Wanted wanted, int page, @Nullable Group group, List<Group> groups) {
    var listed =
        GroupPageMaker.Listed.of(page, queries.count(wanted, GroupPageMaker.Listed.MOST + 1));
    var rules = access.rules();
    var rows =
        queries.list(wanted, listed.from(), GroupPageMaker.Listed.PAGE).stream()
            .map(row -> row(rules, row))
            .toList();
    String query = query(wanted);
    return new MemberListPage(
        rows,
        wanted.begin(),
        group,
        groups,
        wanted.newest(),
        HOME + (query.isEmpty() ? "" : "?" + query.substring(1)),
        HOME + "?sort=new" + query,
        listed.more(),
        wanted.address(),
        new Pager(
            listed.paging(),
            HOME,
            (wanted.newest() ? "?sort=new" + query + "&" : first(query)) + "page="));
  }

  private static String first(String query) {
    return query.isEmpty() ? "?" : "?" + query.substring(1) + "&";
  }

  private static String query(MemberListQueries.Wanted wanted) {
    String begin = wanted.begin().isEmpty() ? "" : "&q=" + Urls.encoded(wanted.begin());
    return begin + (wanted.group() == null ? "" : "&group=" + wanted.group());
  }

  private static MemberListPage.Row row(AccessRules rules, MemberListQueries.Row row) {
    return new MemberListPage.Row(
        row.id(),
        row.name(),
        Urls.member(row.name()),
        rules.badges(row.groups()),
        row.joined(),
        row.posts());
  }
}
