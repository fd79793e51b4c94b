package stoa.rights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stoa.access.Access;
import stoa.access.AccessRules;
import stoa.access.Act;
import stoa.access.Group;
import stoa.access.GroupKind;
import stoa.access.Reason;
import stoa.access.Viewer;
import stoa.base.Message;
import stoa.base.Text;
import stoa.base.view.Field;
import stoa.base.web.Answer;
import stoa.base.web.Request;
import stoa.base.web.Visit;

/** May this member, and why: the group that decides, and where. */
final class WhyPages {
  private final Access access;
  private final RightsQueries queries;

  WhyPages(Access access, RightsQueries queries) {
    this.access = access;
    this.queries = queries;
  }

  Answer show(Visit visit, Request request) {
    Viewer viewer = visit.viewer();
    String asked = request.query("member");
    long board = number(request.query("board"));
    var boards = queries.boards();
    var titles = new HashMap<Long, String>();
    boards.forEach(one -> titles.put(one.id(), one.title()));
    if (asked == null) {
      return Answer.page(
          new WhyPage(Field.EMPTY, board, boards, all(viewer), null, List.of(), List.of(), titles));
    }
    String name = Text.cleanLine(asked);
    if (name.isEmpty()) {
      return Answer.page(
          page(viewer, name, board, boards, null, Set.of(GroupKind.GUESTS.id()), titles));
    }
    var member = queries.member(Text.key(name));
    return member.isEmpty()
        ? Answer.page(
            new WhyPage(
                new Field(name, Message.of("rights.unknownMember")),
                board,
                boards,
                all(viewer),
                null,
                List.of(),
                List.of(),
                titles))
        : Answer.page(
            page(viewer, name, board, boards, member.get().name(), member.get().groups(), titles));
  }

  private WhyPage page(
      Viewer viewer,
      String asked,
      long board,
      List<RightsQueries.Place> boards,
      @Nullable String name,
      Set<Long> groups,
      Map<Long, String> titles) {
    var rules = access.rules();
    long place = titles.containsKey(board) ? board : AccessRules.SITE;
    var acts = place == AccessRules.SITE ? Act.onSite() : Act.onBoards();
    return new WhyPage(
        Field.of(asked),
        place,
        boards,
        all(viewer),
        name,
        rules.groups().stream()
            .filter(group -> groups.contains(group.id()) && group.shownTo(viewer))
            .toList(),
        acts.stream().map(act -> Reason.of(rules, act, place, groups)).toList(),
        titles);
  }

  private List<Group> all(Viewer viewer) {
    return access.rules().groups().stream().filter(group -> group.shownTo(viewer)).toList();
  }

  private static long number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : AccessRules.SITE;
  }
}
