package stoa.base.web;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stoa.base.Refused;
import stoa.base.http.ClientAddress;
import stoa.base.http.Source;
import stoa.base.view.Urls;

/** What a visitor asks for. Who they are is another matter: {@link Visit}. */
public final class Request {
  private final Context context;
  private final ClientAddress addresses;
  private final Cookies cookies;
  private final boolean formExpired;
  private final Optional<Rescue> rescue;

  Request(
      Context context,
      ClientAddress addresses,
      Cookies cookies,
      boolean formExpired,
      Optional<Rescue> rescue) {
    this.context = context;
    this.addresses = addresses;
    this.cookies = cookies;
    this.formExpired = formExpired;
    this.rescue = rescue;
  }

  /** The path as it came. */
  public String path() {
    return context.path();
  }

  /** Path and query of what was asked for by GET; the front page for what came as a form. */
  String here() {
    return isGet() ? Urls.local(address()) : "/";
  }

  public String address() {
    String query = context.queryString();
    String path = context.req().getRequestURI();
    return query == null ? path : path + "?" + query;
  }

  /** What the address says after the question mark, as it came. */
  public @Nullable String queryString() {
    return context.queryString();
  }

  public boolean isGet() {
    return context.method().name().equals("GET");
  }

  /** A part of the path by its name in the route's pattern. */
  public String part(String name) {
    return context.pathParam(name);
  }

  /** The same where the pattern may lack it; empty there. */
  public String partOrEmpty(String name) {
    return context.pathParamMap().getOrDefault(name, "");
  }

  /**
   * The number in the path.
   *
   * @throws Refused as not found where it is none
   */
  public long id() {
    return number("id");
  }

  /**
   * A number in the path.
   *
   * @throws Refused as not found where it is none
   */
  public long number(String part) {
    return whole(part(part), 18);
  }

  /**
   * The page asked for, from 1.
   *
   * @throws Refused as not found where it is none
   */
  public int page() {
    String text = query("page");
    if (text == null) {
      return 1;
    }
    int page = (int) whole(text, 9);
    if (page < 1) {
      throw Refused.notFound();
    }
    return page;
  }

  private static long whole(String text, int digits) {
    boolean number =
        !text.isEmpty()
            && text.length() <= digits
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      throw Refused.notFound();
    }
    return Long.parseLong(text);
  }

  /** What the address says after the question mark under that name. */
  public @Nullable String query(String name) {
    return context.queryParam(name);
  }

  public Form form() {
    return Form.of(context);
  }

  /** Whom limits count, behind trusted proxies the visitor's own network. */
  public Source client() {
    return addresses.of(context);
  }

  /** The token of the session that this browser says it has. */
  public Optional<String> session() {
    return cookies.session(context);
  }

  /** The mark of a browser that a member has used. */
  public Optional<String> knownBrowser() {
    return cookies.known(context);
  }

  /** By which a browser gets back the texts that it sent, whoever signs in there. */
  public Optional<String> keeper() {
    return cookies.kept(context);
  }

  /**
   * Whether the form's token was made for another visitor; only on routes that answer that
   * themselves.
   */
  public boolean formExpired() {
    return formExpired;
  }

  /** All cookies that came, in one line. */
  public @Nullable String cookies() {
    return Cookies.header(context);
  }

  /** What of a form may wait for its writer; see {@link Route#rescues}. */
  Optional<Rescue> rescue() {
    return rescue;
  }

  public @Nullable String header(String name) {
    return context.header(name);
  }

  public Context context() {
    return context;
  }
}
