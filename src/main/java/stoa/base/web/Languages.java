package stoa.base.web;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Messages;

/** The language that a request without a member's own choice is answered in. */
public final class Languages {
  /** Browsers of one language send few forms of this header; strange ones are read each time. */
  private static final int HEADERS = 500;

  private static final int LONGEST = 200;

  private final Messages messages;
  private final Locale usual;
  private final String cookie;
  private final ConcurrentHashMap<String, Locale> negotiated = new ConcurrentHashMap<>();

  /**
   * @param usual the language of those who ask for none that the forum speaks
   */
  public Languages(Messages messages, Locale usual, Cookies cookies) {
    this.messages = messages;
    this.usual = usual;
    this.cookie = cookies.fullName(Cookies.LANGUAGE);
  }

  /** What the cookie says, else what the browser asks for. */
  public Locale of(@Nullable String cookies, @Nullable String accept) {
    return Cookies.read(cookies, cookie)
        .flatMap(messages::supported)
        .orElseGet(() -> negotiated(accept));
  }

  /** The member's own choice before all else. */
  public Locale of(@Nullable String chosen, @Nullable String cookies, @Nullable String accept) {
    return Optional.ofNullable(chosen)
        .flatMap(messages::supported)
        .orElseGet(() -> of(cookies, accept));
  }

  private Locale negotiated(@Nullable String accept) {
    if (accept == null) {
      return usual;
    }
    Locale known = negotiated.get(accept);
    if (known != null) {
      return known;
    }
    Locale found = messages.negotiate(accept, usual);
    if (negotiated.size() < HEADERS && accept.length() < LONGEST) {
      negotiated.put(accept, found);
    }
    return found;
  }
}
