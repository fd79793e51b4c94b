package stoa.base.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.access.Act;
import stoa.access.Group;
import stoa.access.Viewer;
import stoa.base.Message;

/**
 * What every page shows around its content. Templates see it as {@code shell}.
 *
 * @param siteUrl the forum's outside address without a slash at its end
 * @param csrf the token that every form on the page sends back as {@code _csrf}
 * @param shownAs whose eyes an administrator looks through; null mostly
 * @param here path and query of this page, the way back after signing in
 * @param canonical the page's canonical path, where it has one; pages without it are not for search
 *     engines
 * @param flash one sentence about what just happened
 * @param mailFails true on administrators' pages while mails do not get out
 * @param refused whether the page gives back a form with faults
 * @param unread what stands on it for those who have not read something
 * @param notifications a member's link to their notifications, as HTML
 */
public record Shell(
    String siteTitle,
    String siteUrl,
    Locale locale,
    Viewer viewer,
    @Nullable ShownAs shownAs,
    Menu menu,
    String csrf,
    String here,
    @Nullable String canonical,
    @Nullable Message flash,
    boolean refused,
    UnreadMark unread,
    String notifications,
    boolean mailFails,
    String requestId) {

  /**
   * Whose eyes an administrator looks through.
   *
   * @param name of a member; empty for the groups alone
   */
  public record ShownAs(List<Group> groups, String name) {
    public ShownAs {
      groups = List.copyOf(groups);
    }
  }

  /** The value of the page's {@code lang} attribute. */
  public String language() {
    return locale.toLanguageTag();
  }

  public Optional<Viewer.Member> member() {
    return viewer instanceof Viewer.Member member ? Optional.of(member) : Optional.empty();
  }

  public boolean signedIn() {
    return viewer instanceof Viewer.Member;
  }

  /** The signed-in member's name; empty for a guest. */
  public String memberName() {
    return viewer instanceof Viewer.Member member ? member.name() : "";
  }

  public boolean administrator() {
    return Act.ADMINISTER.allowedTo(viewer);
  }

  public List<Menu.Entry> mainMenu() {
    return menu.entries(Menu.Place.MAIN, viewer);
  }

  public List<Menu.Entry> administrationMenu() {
    return menu.entries(Menu.Place.ADMINISTRATION, viewer);
  }

  public String memberUrl() {
    return Urls.member(memberName());
  }

  /** Where to sign in, with the way back here. */
  public String signInUrl() {
    return "/login?next=" + Urls.encoded(here);
  }

  public String registerUrl() {
    return "/register?next=" + Urls.encoded(here);
  }

  public String languageUrl() {
    return "/language?next=" + Urls.encoded(here);
  }
}
