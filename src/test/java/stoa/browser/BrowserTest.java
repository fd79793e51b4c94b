package stoa.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** A person with a browser, with scripts and without. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserTest {
  private TestForum forum;
  private Chromium chromium;
  private String board;
  private Visitor solon;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    board = forum.board(solon, "Open air");
    chromium = new Chromium();
  }

  @AfterAll
  void close() {
    chromium.close();
    forum.close();
  }

  private Page page(boolean scripts, int width, ColorScheme scheme) {
    return chromium.page(
        forum,
        new Browser.NewContextOptions()
            .setJavaScriptEnabled(scripts)
            .setColorScheme(scheme)
            .setViewportSize(width, 900));
  }

  @Test
  void aPersonRegistersWritesQuotesEditsAndSwitchesTheLanguage() {
    live(page(true, 1280, ColorScheme.LIGHT), "Corinna");
  }

  @Test
  void andAllOfItWithoutScriptsOnANarrowScreen() {
    live(page(false, 320, ColorScheme.DARK), "Erinna");
  }

  private void live(Page page, String name) {
    page.navigate("/register");
    page.fill("#username", name);
    page.fill("#email", name + "@example.org");
    page.fill("#password", TestForum.PASSWORD);
    page.click("main form button");
    assertThat(page.textContent(".flash")).contains("Welcome");

    page.navigate(board);
    page.click(".title-row a.button");
    page.fill("#title", "Morning by " + name);
    page.fill("#body", "The **sun** rises.");
    page.click("main form button");
    assertThat(page.textContent("h1")).isEqualTo("Morning by " + name);
    assertThat(page.innerHTML(".post .text")).contains("<strong>sun</strong>");

    page.click(".post .actions a[href*=quote]");
    assertThat(page.inputValue("#body")).contains("> The **sun** rises.");
    page.fill("#body", page.inputValue("#body") + "And sets.");
    page.click("main form button");
    assertThat(page.locator(".post")).isNotNull();
    assertThat(page.locator(".post blockquote").count()).isEqualTo(1);

    page.locator(".post").last().locator("a[href$='/edit']").click();
    page.fill("#body", "Edited: and sets.");
    page.click("main form button");
    assertThat(page.locator(".post").last().textContent())
        .contains("Edited: and sets.")
        .contains("edited");

    page.navigate("/settings");
    page.selectOption("#language", "zh-CN");
    page.locator("form[action='/settings'] button").click();
    assertThat(page.textContent("h1")).isEqualTo("设置");
    page.navigate("/");
    page.locator(".site-head .menu summary").click();
    page.locator("form[action='/logout'] button").click();
    assertThat(page.locator(".who .me").count()).isZero();
    page.context().close();
  }

  /** Somebody who has never seen the administration makes them from the front page. */
  @Test
  void aStaffRoomAndAnAnnouncementBoardTakeNoMinuteAndFewClicks() {
    long begun = System.nanoTime();
    Page page = page(false, 1280, ColorScheme.LIGHT);
    page.context()
        .addCookies(
            List.of(
                new com.microsoft.playwright.options.Cookie("sid", solon.cookies().get("sid"))
                    .setUrl(forum.url())));
    page.navigate("/");
    int clicks = 0;
    for (String link : List.of("Administration", "Boards")) {
      page.getByText(link, new Page.GetByTextOptions().setExact(true)).first().click();
      clicks++;
    }
    for (String[] wish : new String[][] {{"Staff room", "The staff"}, {"News", "Announcements"}}) {
      page.fill("#title", wish[0]);
      page.getByLabel(wish[1]).check();
      page.getByText("Create", new Page.GetByTextOptions().setExact(true)).click();
      clicks += 2;
    }
    assertThat(clicks).isEqualTo(6);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
    page.context().close();
    forum.guest().get("/b/staff-room").expect(404);
    forum.guest().get("/b/news").expect(200);
    solon.get("/b/staff-room/new").expect(200);
    var member = forum.member("Archilochus");
    member.get("/b/news/new").expect(403);
  }

  @Test
  void noPageFailsAxeOrOverflowsOrAsksAnotherSite() throws IOException {
    String topic =
        solon
            .get(board + "/new")
            .form(board + "/new")
            .set("title", "A topic with a_very_long_word_" + "x".repeat(80))
            .set(
                "body",
                "Text, `code`, a table:\n\n|a|b|c|\n|-|-|-|\n|1|2|3|\n\n> quote\n\n```java\nint veryLong = "
                    + "1 + ".repeat(60)
                    + "1;\n```\n\n# Heading\n\nfoot[^1]\n\n[^1]: note")
            .set("tags", "one, two")
            .send()
            .expect(303)
            .location();
    String edit = solon.get(topic).html().select("a[href$=/edit]").attr("href");
    String quote = solon.get(topic).html().select("a[href*=quote]").attr("href");
    String rights = solon.get("/admin/boards").html().select("a[href$=/rights]").attr("href");
    String node = rights.substring(0, rights.length() - "/rights".length());
    String reply = Acts.action(topic, "reply");
    var alcaeus = forum.member("Alcaeus");
    forum.pass(Duration.ofSeconds(1));
    Acts.topicForm(alcaeus, board, "Never_looked_at_by_Solon_" + "x".repeat(80), "text")
        .set("tags", "one")
        .send()
        .expect(303);
    alcaeus.get(topic).form(reply).set("body", "for @solon").send().expect(303);
    soon("notified", () -> !solon.get("/notifications").html().select(".unread").isEmpty());
    var guests =
        List.of(
            "/",
            board,
            topic,
            "/latest",
            "/top",
            "/login",
            "/register",
            "/language",
            "/u/Solon",
            "/tag/one",
            "/nothing-here");
    var members =
        List.of(
            "/",
            board,
            topic,
            board + "/new",
            quote,
            edit,
            "/settings",
            "/settings/notifications",
            "/settings/digest",
            "/notifications",
            "/unread",
            "/search?q=evening",
            "/mod",
            "/admin",
            "/admin/boards",
            "/admin/events",
            "/admin/mail",
            "/admin/words",
            "/admin/words/allowed",
            "/admin/words/test",
            "/admin/words/dry-run",
            node,
            rights,
            rights + "/3",
            "/admin/rights",
            "/admin/rights/log",
            "/admin/rights/why?member=Alcaeus",
            "/admin/groups",
            "/admin/groups/4",
            "/admin/members/2",
            "/members",
            "/groups",
            Acts.action(topic, "move"));
    var faults = new ArrayList<String>();
    // Each width and each scheme once: no rule of one of them is about the other.
    for (var look : Map.of(320, ColorScheme.DARK, 1280, ColorScheme.LIGHT).entrySet()) {
      check(guests, null, look.getKey(), look.getValue(), faults);
      check(members, solon, look.getKey(), look.getValue(), faults);
      check(List.of("/unread"), alcaeus, look.getKey(), look.getValue(), faults); // nothing
    }
    assertThat(faults).isEmpty();
  }

  private void check(
      List<String> paths,
      @org.jspecify.annotations.Nullable Visitor as,
      int width,
      ColorScheme scheme,
      List<String> faults)
      throws IOException {
    Page page = page(true, width, scheme);
    page.onRequest(request -> {
      if (!request.url().startsWith(forum.url())) {
        faults.add("asked " + request.url());
      }
    });
    page.onConsoleMessage(message -> {
      if (message.text().contains("Content Security Policy")) {
        faults.add(message.text());
      }
    });
    if (as != null) {
      Chromium.signIn(page, forum, as);
    }
    for (String path : paths) {
      page.navigate(path);
      String where = path + " " + width + " " + scheme;
      if ((boolean)
          page.evaluate(
              "document.documentElement.scrollWidth > document.documentElement.clientWidth")) {
        faults.add(where + " overflows");
      }
      if (((Number) page.evaluate("document.querySelectorAll('h1').length")).intValue() != 1) {
        faults.add(where + " has not one h1");
      }
      page.evaluate(axe());
      Object violations =
          page.evaluate(
              "async () => (await axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).slice(0, 2).join(' '))");
      for (Object violation : (List<?>) violations) {
        faults.add(where + " " + violation);
      }
    }
    page.context().close();
  }

  private static String axe() throws IOException {
    try (InputStream in =
        BrowserTest.class.getResourceAsStream(
            "/META-INF/resources/webjars/axe-core/" + AXE + "/axe.min.js")) {
      if (in == null) {
        throw new IOException("axe-core " + AXE + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final String AXE = "4.6.3";
}
