package stoa.base.web;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import stoa.access.Access;
import stoa.access.Act;
import stoa.access.Viewer;
import stoa.base.Refused;
import stoa.base.Tokens;
import stoa.base.db.DatabaseAway;

/** Tells who visits. */
public final class Visits {
  private final Access access;
  private final Members members;
  private final Cookies cookies;
  private final Languages languages;
  private final PlaceholderMember standIn;

  public Visits(
      Access access, Members members, Cookies cookies, Languages languages, Tokens tokens) {
    this.access = access;
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
    if (signedIn.isEmpty()) {
      return anyGuest(locale(context, signedIn)).withAnchor(anchor(context));
    }
    var member = signedIn.get().member();
    var eyes = uncertain ? Optional.<Eyes>empty() : eyes(context, member);
    if (eyes.isPresent()) {
      return eyes.get().visit(locale(context, signedIn), anchor(context));
    }
    return new Visit(
        member,
        locale(context, signedIn),
        anchor(context),
        signedIn.get().unread(),
        uncertain,
        null,
        null);
  }

  /** Through whose eyes they look, where they may and wish to. */
  private Optional<Eyes> eyes(Context context, Viewer.Member member) {
    return Act.ADMINISTER.allowedTo(member)
        ? cookies.eyes(context).flatMap(text -> Eyes.parsed(text, access.rules()))
        : Optional.empty();
  }

  /** A guest of whom nothing is known but the language: what all such guests see. */
  public Visit anyGuest(Locale locale) {
    try {
      return new Visit(access.guest(), locale, "", Visit.NONE, false, null, null);
    } catch (Refused unavailable) {
      return new Visit(access.remembered(), locale, "", Visit.NONE, true, null, null);
    }
  }

  /** The same; a guest where nobody can be looked up because the database is away. */
  Visit ofAnybody(Context context) {
    try {
      return of(context);
    } catch (RuntimeException e) { // that may be what is to be told
      return anyGuest(locale(context, Optional.empty())).withAnchor(anchor(context));
    }
  }

  /**
   * The placeholder for members who read that language and have the same rights, of one variant.
   */
  public Visit placeholder(Visit reader, String variant) {
    return standIn.visit(reader.locale(), variant, reader.who().rights());
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
