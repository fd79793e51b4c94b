package stoa.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stoa.access.Group;
import stoa.base.view.View;

/**
 * What everybody may see of a member.
 *
 * @param aboutHtml sanitized
 * @param own whether the viewer looks at themselves
 * @param mayManage whether the viewer may put this member into groups, and remove them
 */
record ProfilePage(
    long id,
    String name,
    List<Group> groups,
    String aboutHtml,
    @Nullable String website,
    @Nullable String location,
    Instant joined,
    @Nullable Instant seen,
    long topics,
    long posts,
    long score,
    List<RecentPost> recent,
    boolean own,
    boolean mayManage)
    implements View {
  ProfilePage {
    groups = List.copyOf(groups);
    recent = List.copyOf(recent);
  }

  /**
   * @param extract the first words, as plain text
   */
  record RecentPost(String url, String topicTitle, String boardTitle, Instant at, String extract) {}

  @Override
  public String template() {
    return "account/profile";
  }
}
