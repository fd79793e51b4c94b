package stoa.group;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Group;
import stoa.base.view.Field;
import stoa.base.view.Urls;
import stoa.base.view.View;

/** A member as staff see them. */
record MemberPage(
    MemberQueries.Facts member,
    List<In> groups,
    List<Session> sessions,
    List<Group> choices,
    PutForm form,
    boolean own)
    implements View {
  MemberPage {
    groups = List.copyOf(groups);
    sessions = List.copyOf(sessions);
    choices = List.copyOf(choices);
  }

  /**
   * A group that they are in.
   *
   * @param by who put them into it; null for its rule or the operator
   * @param mayChange whether the viewer may take them out of it
   */
  record In(
      Group group,
      Instant since,
      @Nullable Instant until,
      boolean leader,
      @Nullable String by,
      boolean mayChange) {}

  record Session(Instant created, Instant seen) {}

  /** Puts them into a group. */
  record PutForm(Field group, Field until, boolean leader) {
    static final PutForm EMPTY = new PutForm(Field.EMPTY, Field.EMPTY, false);

    public boolean chosen(Group one) {
      return group.value().equals(Long.toString(one.id()));
    }
  }

  public String url() {
    return Urls.member(member.name());
  }

  /** Where it is explained what they may. */
  public String rightsUrl() {
    return "/admin/rights/why?member=" + Urls.encoded(member.name());
  }

  @Override
  public String template() {
    return "group/member";
  }
}
