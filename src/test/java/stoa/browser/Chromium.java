package stoa.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import stoa.TestForum;
import stoa.support.Visitor;

/** The system's Chromium, without a window. */
final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    String chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(chromium))
                    .setArgs(FLAGS));
  }

  /** A window of a forum, in English unless the options say otherwise. */
  Page page(TestForum forum, Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options.setBaseURL(forum.url()).setLocale("en-US"));
    context.setDefaultTimeout(15_000);
    return context.newPage();
  }

  /** Lets a window be a visitor who has signed in elsewhere. */
  static void signIn(Page page, TestForum forum, Visitor as) {
    page.context()
        .addCookies(List.of(new Cookie("sid", as.cookies().get("sid")).setUrl(forum.url())));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
