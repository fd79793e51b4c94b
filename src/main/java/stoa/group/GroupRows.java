package stoa.group;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.Group;
import stoa.access.Viewer;

/** The list of groups, as a member sees it. */
final class GroupRows {
  private final Access access;
  private final GroupQueries queries;

  GroupRows(Access access, GroupQueries queries) {
    this.access = access;
    this.queries = queries;
  }

  /** What is read once for all of them. */
  private record Read(
      Map<Long, GroupQueries.Row> rows,
      Map<Long, Integer> sizes,
      Map<Long, Integer> waiting,
      Set<Long> led,
      Set<Long> asked) {}

  List<GroupsPage.Row> all(Viewer.Member viewer) {
    var read =
        new Read(
            queries.all(),
            queries.sizes(),
            queries.waiting(),
            queries.ledBy(viewer.id()),
            queries.askedBy(viewer.id()));
    return access.rules().groups().stream()
        .filter(group -> group.hasRows() && group.shownTo(viewer))
        .flatMap(group ->
            Optional.ofNullable(read.rows().get(group.id()))
                .map(row -> row(viewer, group, row, read))
                .stream())
        .toList();
  }

  private GroupsPage.Row row(Viewer.Member viewer, Group group, GroupQueries.Row row, Read read) {
    long id = group.id();
    boolean leads = read.led().contains(id);
    boolean decides = leads || Act.MANAGE_MEMBERS.allowedTo(viewer);
    return new GroupsPage.Row(
        group,
        row.about(),
        row.joining(),
        read.sizes().getOrDefault(id, 0),
        GroupPageMaker.home(viewer, id),
        GroupPageMaker.standing(
            access.rules(), viewer, group, row, leads, read.asked().contains(id)),
        decides ? read.waiting().getOrDefault(id, 0) : 0);
  }
}
