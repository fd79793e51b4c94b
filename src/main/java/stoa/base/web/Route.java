package stoa.base.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.view.Menu;

/** One kind of request: its address, who may send it, who answers, and what may be kept of that. */
public final class Route {
  /** Times on pages are told from now; nobody shall read "just now" for long. */
  public static final Duration COPIES_LIVE = Duration.ofSeconds(30);

  private static final int SHORT = 10;
  private static final int WORDS = 300;

  private final String method;
  private final String path;
  private final Right right;
  private final Handler handler;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private Copies copies = Copies.NONE;
  private Variants variants = (_, _) -> Variant.ONE;
  private Optional<Rescue> rescue = Optional.empty();
  private Optional<Menu.Entry> menu = Optional.empty();
  private boolean forAllEyes;
  private boolean signed;
  private boolean answersExpired;

  /** A part of the query that makes another page. */
  private record Parameter(String name, int longest) {}

  /** What is to be done before a page is made that is not at hand. */
  @FunctionalInterface
  public interface Check {
    void check(Visit visit, Request request);
  }

  /** For whom copies are kept. */
  public enum Copies {
    NONE,
    /** Whole for guests, with places to fill for members. */
    PAGES,
    /** The same bytes for everybody. */
    ALL
  }

  Route(String method, String path, Right right, Handler handler) {
    this.method = method;
    this.path = path;
    this.right = right;
    this.handler = handler;
  }

  /**
   * Copies of the page are kept, for guests and for members: the handler works only where there is
   * none. It must answer for the visit that it is given, and say what its page shows.
   */
  public Route cached() {
    copies = Copies.PAGES;
    return this;
  }

  /** Copies are kept of what is the same for everybody, guests and members. */
  public Route cachedForAll() {
    copies = Copies.ALL;
    return this;
  }

  /** A page with these words in its query, in this order, is worth a copy; with any other not. */
  public Route query(String... names) {
    for (String name : names) {
      parameters.add(new Parameter(name, SHORT));
    }
    return this;
  }

  /** The same for one that visitors write. */
  public Route words(String name) {
    parameters.add(new Parameter(name, WORDS));
    return this;
  }

  /** Members get different pages by this. */
  public Route variants(Variants finder) {
    variants = finder;
    return this;
  }

  public Route check(Check check) {
    checks.add(check);
    return this;
  }

  /** These fields wait for a writer whose session has ended; see {@link RescuedForms}. */
  public Route rescues(String... fields) {
    rescue = Optional.of(new Rescue(List.of(fields)));
    return this;
  }

  /** A form that is taken also from administrators who look through others' eyes. */
  public Route forAllEyes() {
    forAllEyes = true;
    return this;
  }

  boolean isForAllEyes() {
    return forAllEyes;
  }

  /** The address itself is the secret: the form needs no token (RFC 8058). */
  public Route signed() {
    signed = true;
    return this;
  }

  /** A form whose token has expired reaches the handler, which shows it again. */
  public Route answersExpired() {
    answersExpired = true;
    return this;
  }

  /**
   * Offers the page to those who may ask for it.
   *
   * @param order among the menu's entries; the smallest comes first
   * @param key of its name
   */
  public Route inMenu(Menu.Place place, int order, String key) {
    menu = Optional.of(new Menu.Entry(place, order, path, key, right::has));
    return this;
  }

  Optional<Menu.Entry> menu() {
    return menu;
  }

  String method() {
    return method;
  }

  public String path() {
    return path;
  }

  Right right() {
    return right;
  }

  public Copies copies() {
    return copies;
  }

  Optional<Rescue> rescue() {
    return rescue;
  }

  boolean isSigned() {
    return signed;
  }

  boolean isAnsweringExpired() {
    return answersExpired;
  }

  public Variant variant(Visit visit, Request request) {
    return unchecked(() -> variants.of(visit, request));
  }

  public Answer answer(Visit visit, Request request) {
    return unchecked(() -> handler.handle(visit, request));
  }

  void check(Visit visit, Request request) {
    checks.forEach(check -> check.check(visit, request));
  }

  private interface Work<T> {
    T done() throws Exception;
  }

  /** Caches call it, where checked exceptions cannot pass. */
  private static <T> T unchecked(Work<T> work) {
    try {
      return work.done();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether pages with that query are kept. */
  public boolean keeps(@Nullable String query) {
    if (query == null) {
      return true;
    }
    int next = 0;
    for (String pair : query.split("&", -1)) {
      next = after(pair, next);
      if (next < 0) {
        return false;
      }
    }
    return true;
  }

  /** The place behind the parameter of that pair; below zero where it is none that may come now. */
  private int after(String pair, int from) {
    int sign = pair.indexOf('=');
    for (int at = from; sign > 0 && at < parameters.size(); at++) {
      var parameter = parameters.get(at);
      if (parameter.name().equals(pair.substring(0, sign))) {
        int length = pair.length() - sign - 1;
        return length > 0 && length <= parameter.longest() ? at + 1 : -1;
      }
    }
    return -1;
  }
}
