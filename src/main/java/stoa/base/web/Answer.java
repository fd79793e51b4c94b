package stoa.base.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stoa.base.view.View;

/**
 * What a handler answers: a value, so that whoever keeps copies of pages holds it in hand before
 * anything goes out.
 */
public sealed interface Answer {
  /** What was sent has faults. */
  int REFUSED = 422;

  /** A page for people to read. */
  static Page page(View view) {
    return new Page(view, 200, null, null, Map.of());
  }

  /** The form again: what is wrong stands beside its fields, and all that the visitor wrote. */
  static Page again(View view) {
    return page(view).status(REFUSED);
  }

  /** What came in is safe, and will be done later. */
  static Page accepted(View view) {
    return page(view).status(202);
  }

  /** The form again, because it did not come from this visitor's own page of it. */
  static Page forbidden(View view) {
    return page(view).status(403);
  }

  /** The form again: somebody else was quicker. */
  static Page conflict(View view) {
    return page(view).status(409);
  }

  /** The form again, because it came too soon. */
  static Page tooFast(View view, Duration retryAfter) {
    return page(view).status(429).header("Retry-After", "" + (retryAfter.toSeconds() + 1));
  }

  /** The page that shows what a form has done. */
  static SeeOther seeOther(String location) {
    return new SeeOther(location, null, List.of());
  }

  /** What was asked for has another address, for good. */
  static Redirect moved(String location) {
    return new Redirect(location, 301);
  }

  /** What was asked for is to be found there now. */
  static Redirect found(String location) {
    return new Redirect(location, 302);
  }

  /** Something for programs. */
  static Text text(String type, String text) {
    return new Text(type, text, null, Map.of());
  }

  /**
   * A page.
   *
   * @param canonical the path under which search engines may list it; null: not at all
   * @param shows what it shows; null: no copy of it is kept
   */
  record Page(
      View view,
      int status,
      @Nullable String canonical,
      @Nullable Shows shows,
      Map<String, String> headers)
      implements Answer {
    public Page {
      headers = Map.copyOf(headers);
    }

    /** The same, for search engines to list under that path. */
    public Page at(String path) {
      return new Page(view, status, path, shows, headers);
    }

    /** The same; there may be copies of it until one of these tags is dropped. */
    public Page shows(Set<String> tags) {
      return shows(new Shows(tags, _ -> {}, null));
    }

    public Page shows(Shows what) {
      return new Page(view, status, canonical, what, headers);
    }

    public Page header(String name, String value) {
      return new Page(view, status, canonical, shows, with(headers, name, value));
    }

    /** What it shows, where there may be copies of it. */
    public Optional<Shows> kept() {
      return Optional.ofNullable(shows).filter(_ -> status == 200 && headers.isEmpty());
    }

    /** Whether it gives a form back with its faults. */
    boolean refused() {
      return status == REFUSED;
    }

    Page status(int other) {
      return new Page(view, other, canonical, shows, headers);
    }
  }

  /**
   * Leads on after a form.
   *
   * @param flash the key of a sentence for the next page; null: none
   */
  record SeeOther(String location, @Nullable String flash, List<CookieChange> cookies)
      implements Answer {
    public SeeOther {
      cookies = List.copyOf(cookies);
    }

    public SeeOther flash(String key) {
      return new SeeOther(location, key, cookies);
    }

    public SeeOther with(CookieChange cookie) {
      return new SeeOther(
          location, flash, Stream.concat(cookies.stream(), Stream.of(cookie)).toList());
    }
  }

  /** Leads elsewhere what was asked for by GET. */
  record Redirect(String location, int status) implements Answer {}

  /**
   * What is no page and the same for everybody.
   *
   * @param tags what it shows; null: no copy of it is kept
   */
  record Text(String type, String text, @Nullable Set<String> tags, Map<String, String> headers)
      implements Answer {
    public Text {
      tags = tags == null ? null : Set.copyOf(tags);
      headers = Map.copyOf(headers);
    }

    public Text shows(Set<String> what) {
      return new Text(type, text, what, headers);
    }

    public Text header(String name, String value) {
      return new Text(type, text, tags, with(headers, name, value));
    }
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    var more = new HashMap<>(headers);
    more.put(name, value);
    return more;
  }
}
