package stoa.base.web;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import stoa.base.Tokens;
import stoa.base.Viewer;
import stoa.base.db.DatabaseAway;

/** Tells who visits. */
public final class Visits {
  private final Members members;
  private final Cookies cookies;
  private final Languages languages;
  private final PlaceholderMember standIn;

  public Visits(Members members, Cookies cookies, Languages languages, Tokens tokens) {
    this.members = members;
    this.cookies = cookies;
    this.languages = languages;
    this.standIn = new PlaceholderMember(tokens);
  }

  /**
   * Who visits; asked once for a request.
   *
   * @throws DatabaseAway where it must be asked and nobody remembers them
   */
  Visit of(Context context) {
    Optional<String> session = cookies.session(context);
    boolean uncertain = false;
    Optional<Members.SignedIn> signedIn;
    try {
      signedIn = session.flatMap(members::bySession);
    } catch (DatabaseAway away) {
      signedIn = session.flatMap(members::remembered);
      if (signedIn.isEmpty()) {
        throw away;
      }
      uncertain = true;
    }
    return new Visit(
        signedIn.<Viewer>map(Members.SignedIn::member).orElseGet(Viewer.Guest::new),
        locale(context, signedIn),
        anchor(context),
        signedIn.map(Members.SignedIn::unread).orElse(Visit.NONE),
        uncertain,
        null);
  }

  /** The same; a guest where nobody can be looked up because the database is away. */
  Visit ofAnybody(Context context) {
    try {
      return of(context);
    } catch (RuntimeException e) { // that may be what is to be told
      return Visit.anyGuest(locale(context, Optional.empty())).withAnchor(anchor(context));
    }
  }

  /** The placeholder for members who read that language, of one variant. */
  public Visit placeholder(Locale locale, String variant) {
    return standIn.visit(locale, variant);
  }

  public String mark() {
    return standIn.mark();
  }

  private String anchor(Context context) {
    return cookies.session(context).or(() -> cookies.guest(context)).orElse("");
  }

  private Locale locale(Context context, Optional<Members.SignedIn> signedIn) {
    return languages.of(
        signedIn.map(Members.SignedIn::language).orElse(null),
        Cookies.header(context),
        context.header("Accept-Language"));
  }
}
