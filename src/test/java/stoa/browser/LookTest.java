package stoa.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** What the design promises, measured in the browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LookTest {
  private static final String PARAGRAPH =
      "The harbour was quiet in the evening, and the ships that had come in with the tide lay beside "
          + "each other so that their masts touched; nobody spoke of the storm that was to come. ";

  private TestForum forum;
  private Chromium chromium;
  private Visitor solon;
  private Visitor ann;
  private String board;
  private String topic;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    ann = forum.member("Ann");
    board = forum.board(solon, "Harbour");
    for (int i = 1; i <= 20; i++) {
      forum.execute(
          "insert into topic (board_id, title, slug, author_id, created_at, last_post_at, post_count)"
              + " select id, 'A question about ships, the %d. of them', 'q-%d', 1, now(), now(), 1"
                  .formatted(i, i)
              + " from board where slug = 'harbour'");
    }
    topic =
        Acts.open(ann, board, "What lies in the harbour", PARAGRAPH.repeat(6) + "\n\n" + PARAGRAPH);
    Acts.reply(solon, topic, "An answer.").expect(303);
    chromium = new Chromium();
  }

  @AfterAll
  void close() {
    chromium.close();
    forum.close();
  }

  private Page page(int width, int height, @Nullable Visitor as) {
    Page page =
        chromium.page(
            forum,
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setHasTouch(width < 600)
                .setIsMobile(width < 600)
                .setColorScheme(ColorScheme.LIGHT));
    if (as != null) {
      Chromium.signIn(page, forum, as);
    }
    return page;
  }

  private static double number(Page page, String script) {
    return ((Number) page.evaluate(script)).doubleValue();
  }

  private List<@Nullable Visitor> everybody() {
    var all = new ArrayList<@Nullable Visitor>();
    all.add(null);
    all.add(ann);
    all.add(solon);
    return all;
  }

  @Test
  void theHeadIsOneLowRow() {
    for (int width : new int[] {320, 360, 768, 1280, 1920}) {
      for (Visitor who : everybody()) {
        Page page = page(width, 740, who);
        page.navigate("/latest");
        assertThat(
                number(page, "document.querySelector('.site-head').getBoundingClientRect().height"))
            .as(width + " pixels wide")
            .isLessThanOrEqualTo(56);
        page.context().close();
      }
    }
  }

  @Test
  void theFirstScreenShowsTopics() {
    String rows =
        "[...document.querySelectorAll('.topic')].filter(row =>"
            + " row.getBoundingClientRect().bottom <= window.innerHeight).length";
    Page phone = page(360, 740, ann);
    phone.navigate("/latest");
    assertThat(number(phone, rows)).isGreaterThanOrEqualTo(6);
    phone.navigate(board);
    assertThat(number(phone, rows)).isGreaterThanOrEqualTo(6);
    phone.context().close();
    Page desk = page(1280, 800, ann);
    desk.navigate("/latest");
    assertThat(number(desk, rows)).isGreaterThanOrEqualTo(14);
    desk.context().close();
  }

  @Test
  void linesHaveALengthThatReadsWell() {
    Page desk = page(1280, 800, null);
    desk.navigate(topic);
    double characters =
        number(
            desk,
            """
            (() => {
              const text = document.querySelector('.text p').firstChild;
              const range = document.createRange();
              let lines = 1;
              let top = null;
              for (let i = 0; i < text.length; i++) {
                range.setStart(text, i);
                range.setEnd(text, i + 1);
                const box = range.getBoundingClientRect();
                if (top !== null && box.top > top + 5) {
                  lines++;
                }
                top = box.top;
              }
              return text.length / lines;
            })()\
            """);
    assertThat(characters).isBetween(62.0, 75.0);
    assertThat(number(desk, "document.querySelector('.said').getBoundingClientRect().left"))
        .isGreaterThan(
            number(desk, "document.querySelector('.author').getBoundingClientRect().right") - 1);
    desk.context().close();
  }

  @Test
  void onAPhoneATopicsTextBeginsInTheUpperThird() {
    Page phone = page(360, 740, ann);
    phone.navigate(topic);
    assertThat(number(phone, "document.querySelector('.text').getBoundingClientRect().top"))
        .isLessThan(740 / 3.0);
    phone.context().close();
  }

  @Test
  void nothingMovesAfterItIsShown() {
    for (String path : List.of("/", board, topic)) {
      Page page = page(360, 740, ann);
      page.addInitScript(
          """
          window.moved = [];
          new PerformanceObserver(list => list.getEntries().forEach(entry =>
              entry.value > 0.01 && window.moved.push(entry.value + ' ' + entry.sources.map(one =>
                (one.node?.outerHTML ?? one.node?.textContent ?? '').slice(0, 90)
                  + JSON.stringify(one.previousRect) + JSON.stringify(one.currentRect)).join(' | '))))
            .observe({type: 'layout-shift', buffered: true});\
          """);
      page.navigate(path);
      page.waitForFunction("document.readyState === 'complete'");
      assertThat((List<?>) page.evaluate("window.moved")).as(path).isEmpty();
      page.context().close();
    }
  }

  @Test
  void whatIsTouchedIsLargeEnough() {
    Page phone = page(360, 740, solon);
    var small = new ArrayList<String>();
    for (String path : List.of("/latest", board, topic, board + "/new", "/settings")) {
      phone.navigate(path);
      Object found =
          phone.evaluate(
              """
              [...document.querySelectorAll(
                  '.head-button, .button, button, .act, .tabs a, .pager a, select, input[type=text], textarea')]
                .filter(one => one.checkVisibility())
                .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
                .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
                .map(([html, box]) => box.width + ' x ' + box.height + ' ' + html)\
              """);
      ((List<?>) found).forEach(one -> small.add(path + " " + one));
    }
    assertThat(small).isEmpty();
    phone.context().close();
  }

  @Test
  void theReplyBoxIsAFewKeysAway() {
    Page page = page(1280, 800, ann);
    page.navigate(topic);
    int keys = 0;
    while (!(boolean) page.evaluate("document.activeElement.matches('.to-reply')")) {
      page.keyboard().press("Tab");
      keys++;
      if ((boolean) page.evaluate("document.activeElement.matches('.skip')")) {
        page.keyboard().press("Enter");
      }
      assertThat(keys).isLessThan(12);
    }
    page.keyboard().press("Enter");
    while (!(boolean) page.evaluate("document.activeElement.matches('#reply textarea')")) {
      page.keyboard().press("Tab");
      keys++;
      assertThat(keys).isLessThanOrEqualTo(12);
    }
    page.context().close();
  }
}
