package stoa.base.pagecache;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import stoa.access.TestViewers;
import stoa.access.Viewer;
import stoa.base.Tokens;
import stoa.base.view.Assets;
import stoa.base.view.Menu;
import stoa.base.view.Messages;
import stoa.base.view.Shell;
import stoa.base.view.Unread;
import stoa.base.view.UnreadMark;
import stoa.base.view.View;
import stoa.base.view.Views;
import stoa.base.web.Cookies;
import stoa.base.web.Csrf;
import stoa.base.web.FragmentMark;
import stoa.base.web.Languages;
import stoa.base.web.Members;
import stoa.base.web.PlaceholderMember;
import stoa.base.web.Shows;
import stoa.base.web.Visit;

/** Pages without a server, for benchmarks of templates. */
public final class BenchShell {
  /** The moment at which their pages are made. */
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final Messages messages = new Messages();
  private final Views views = new Views(messages, new Assets(), () -> NOW);
  private final PlaceholderMember standIn = new PlaceholderMember(new Tokens());

  /** As for a guest. */
  public byte[] guest(View page) {
    return views.render(page, shell(TestViewers.guest(), "", ""));
  }

  /** As for all members together, with marks where each one's own will stand. */
  public byte[] members(View page) {
    Visit visit = standIn.visit(Locale.ENGLISH, "NORMAL", TestViewers.member(7, "Sappho").rights());
    String notifications = standIn.mark(PlaceholderMember.Slot.NOTIFICATIONS);
    return views.render(page, shell(visit.viewer(), visit.anchor(), notifications));
  }

  /** As for one member alone. */
  public byte[] member(View page) {
    var member = TestViewers.member(7, "Sappho");
    return views.render(page, shell(member, "token", views.notifications(Locale.ENGLISH, 2)));
  }

  /** A form's number on a page for all members. */
  public String once() {
    return standIn.mark(PlaceholderMember.Slot.ONCE);
  }

  /** Marks around parts of a page for all members. */
  public FragmentMark parts() {
    return standIn.parts();
  }

  public CachedSkeleton shared(byte[] html) {
    var shown = new Shows(Set.of(), _ -> {}, null);
    return new CachedSkeleton(pieces(html), "/t/{id}/{slug}", shown);
  }

  public PageSkeleton pieces(byte[] html) {
    return PageSkeleton.cut(html, standIn.mark());
  }

  /** What stands on pages of theirs alone. */
  public SlotValues own(Members members) {
    var cookies = new Cookies(false);
    var languages = new Languages(messages, Locale.ENGLISH, cookies);
    return new SlotValues(members, languages, views, new Csrf(new Tokens().key()), cookies);
  }

  private static final Menu MENU =
      new Menu(
          List.of(
              new Menu.Entry(Menu.Place.MAIN, 1, "/latest", "nav.latest", _ -> true),
              new Menu.Entry(Menu.Place.MAIN, 2, "/top", "nav.top", _ -> true)));

  private static Shell shell(Viewer viewer, String csrf, String notifications) {
    return new Shell(
        "Stoa",
        "https://forum.example.org",
        Locale.ENGLISH,
        viewer,
        null,
        MENU,
        csrf,
        "/t/42/a-question",
        "/t/42/a-question",
        null,
        false,
        new UnreadMark("", Unread.NOTHING),
        notifications,
        false,
        "01234567890123456789");
  }
}
