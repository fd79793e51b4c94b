package stoa.base.pagecache;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stoa.base.Tokens;
import stoa.base.view.Urls;
import stoa.base.view.Views;
import stoa.base.web.Cookies;
import stoa.base.web.Csrf;
import stoa.base.web.Languages;
import stoa.base.web.Members;
import stoa.base.web.PlaceholderMember;
import stoa.base.web.Visit;

/** Who reads a page that all share, and what stands on it for them alone. */
public final class SlotValues {
  private final Members members;
  private final Languages languages;
  private final Views views;
  private final Csrf csrf;
  private final String sessionCookie;

  public SlotValues(Members members, Languages languages, Views views, Csrf csrf, Cookies cookies) {
    this.members = members;
    this.languages = languages;
    this.views = views;
    this.csrf = csrf;
    this.sessionCookie = cookies.fullName(Cookies.SESSION);
  }

  /** An ordinary member's visit, where nobody has to be asked who they are. */
  Optional<Visit> ifLocal(@Nullable String cookies, @Nullable String accept) {
    return Cookies.read(cookies, sessionCookie)
        .flatMap(token ->
            members
                .ifLocal(token)
                .filter(found -> found.member().rights().sharePages())
                .map(found ->
                    new Visit(
                        found.member(),
                        languages.of(found.language(), cookies, accept),
                        token,
                        found.unread(),
                        false,
                        null,
                        null)));
  }

  /** What fills the holes of a page, each made when it is asked for first. */
  Function<PlaceholderMember.Slot, byte[]> of(Visit visit) {
    var own = new EnumMap<PlaceholderMember.Slot, byte[]>(PlaceholderMember.Slot.class);
    return hole -> own.computeIfAbsent(hole, it -> bytes(text(it, visit)));
  }

  private String text(PlaceholderMember.Slot hole, Visit visit) {
    String name = visit.member().name();
    return switch (hole) {
      case NAME -> Views.escaped(name);
      case ADDRESS -> Urls.encoded(name);
      case TOKEN -> csrf.token(visit.anchor());
      case ONCE -> Tokens.once();
      case NOTIFICATIONS -> views.notifications(visit.locale(), visit.unread());
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
