package stoa.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Feeds as a feed reader fetches them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FeedTest {
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private TestForum forum;
  private Visitor solon;
  private Visitor sappho;
  private String board;
  private String other;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    board = forum.board(solon, "Poetry");
    other = forum.board(solon, "Laws");
    sappho = forum.member("Sappho");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  @Test
  void aTopicsFeedHoldsItsPostsNewestFirst() {
    String topic = topic(board, "Odes <& 🦉>", "first [law](/latest) & <b>");
    reply(topic, "second **🦉**");
    var feed = feed(atom(topic));
    assertThat(text(feed, "title")).startsWith("Odes <& 🦉> · ");
    assertThat(text(feed, "id")).matches("tag:[a-z0-9.]+,2026-11-23:/t/[0-9]+");
    var entries = entries(feed);
    assertThat(entries)
        .extracting(it -> text(it, "title"))
        .containsExactly("Odes <& 🦉> #2", "Odes <& 🦉>");
    assertThat(text(entries.getFirst(), "content")).contains("second <strong>&#x1f989;</strong>");
    assertThat(text(entries.getLast(), "content"))
        .contains("href=\"http")
        .contains("/latest\"")
        .contains("&amp; ");
    assertThat(text(entries.getFirst(), "id")).matches("tag:[a-z0-9.]+,2026-11-23:/p/[0-9]+");
    assertThat(text(entries.getFirst(), "author")).contains("Sappho").contains("/u/Sappho");
    assertThat(text(entries.getFirst(), "updated")).isEqualTo(text(feed, "updated"));
    assertThat(
            entries
                .getFirst()
                .getElementsByTagNameNS(ATOM, "link")
                .item(0)
                .getAttributes()
                .getNamedItem("href")
                .getNodeValue())
        .matches("http://.*/p/[0-9]+");
  }

  @Test
  void whatXmlForbidsIsLeftOut() {
    String topic = topic(board, "Controls", "text");
    forum.execute(
        "update post set html = E'<p>a\\x01b\\uFFFEc</p>' where topic_id ="
            + " (select id from topic where title = 'Controls')");
    assertThat(text(entries(feed(atom(topic))).getFirst(), "content")).isEqualTo("<p>abc</p>");
  }

  @Test
  void boardAndForumHaveTheNewestPostsOfTheirTopics() {
    String old = topic(board, "Old", "one");
    topic(other, "Foreign", "two");
    String pinned = topic(board, "Pinned", "three");
    solon.get(pinned).form(action(pinned, "pin")).send().expect(303);
    reply(old, "four");
    assertThat(entries(feed(board + ".atom")))
        .extracting(it -> text(it, "title"))
        .startsWith("Old #2", "Pinned", "Old")
        .doesNotContain("Foreign");
    assertThat(entries(feed("/latest.atom")))
        .extracting(it -> text(it, "title"))
        .startsWith("Old #2", "Pinned", "Foreign", "Old");
  }

  @Test
  void aFeedEndsAfterThirtyEntries() {
    String topic = topic(other, "Long", "begun");
    IntStream.range(0, 31).forEach(i -> reply(topic, "reply " + i));
    for (String feed : List.of(atom(topic), other + ".atom", "/latest.atom")) {
      var entries = entries(feed(feed));
      assertThat(entries).hasSize(30);
      assertThat(text(entries.getFirst(), "title")).isEqualTo("Long #32");
    }
  }

  @Test
  void aCopyAnswersGuestsAndMembersUntilSomethingChanges() {
    String topic = topic(board, "Kept", "text");
    String page = atom(topic);
    var first = forum.guest().get(page).expect(200);
    assertThat(first.header("Content-Type")).matches("application/atom\\+xml; ?charset=utf-8");
    // What the topic itself has announced may end one copy more.
    soon("it is sent from a copy", () -> isCopied(page));
    var second = forum.guest().get(page).expect(200);
    assertThat(second.header("Content-Type")).matches("application/atom\\+xml; ?charset=utf-8");
    assertThat(second.body()).isEqualTo(first.body());
    var member = sappho.get(page).expect(200);
    assertThat(member.body()).isEqualTo(first.body());
    assertThat(member.header("Content-Type")).startsWith("application/atom+xml");
    String tag = second.header("ETag");
    assertThat(forum.guest().header("If-None-Match", tag).get(page).status()).isEqualTo(304);
    reply(topic, "news");
    assertThat(forum.guest().header("If-None-Match", tag).get(page).expect(200).body())
        .contains("news");
  }

  @Test
  void aFeedCostsAtMostTwoStatements() {
    String topic = topic(board, "Cheap", "text");
    for (String page : List.of("/latest.atom", board + ".atom", atom(topic))) {
      // With that parameter it is made each time.
      assertThat(statements(page + "?made=anew")).as(page).isBetween(1.0, 2.0);
    }
  }

  @Test
  void whatIsNotThereHasNoFeed() {
    forum.guest().get("/t/999999.atom").expect(404);
    forum.guest().get("/t/x.atom").expect(404);
    forum.guest().get("/b/nowhere.atom").expect(404);
    String topic = topic(board, "Removed", "text");
    forum.guest().get(atom(topic)).expect(200);
    long post = forum.count("select max(id) from post");
    sappho.get(topic).form("/p/" + post + "/delete").send().expect(303);
    forum.guest().get(atom(topic)).expect(410);
    assertThat(forum.guest().get("/latest.atom").body()).doesNotContain("Removed");
  }

  @Test
  void aRemovedReplyIsInNoFeed() {
    String topic = topic(board, "Shortened", "text");
    reply(topic, "regretted");
    assertThat(forum.guest().get(atom(topic)).body()).contains("regretted");
    long post = forum.count("select max(id) from post");
    sappho.get(topic).form("/p/" + post + "/delete").send().expect(303);
    for (String page : List.of(atom(topic), board + ".atom", "/latest.atom")) {
      assertThat(forum.guest().get(page).expect(200).body()).doesNotContain("regretted");
    }
  }

  @Test
  void pagesNameTheirFeeds() {
    String topic = topic(board, "Named", "text");
    assertThat(named("/latest")).isEqualTo("/latest.atom");
    assertThat(named(board)).isEqualTo(board + ".atom");
    assertThat(named(topic)).isEqualTo(atom(topic));
    assertThat(named("/top")).isEmpty();
  }

  private String named(String page) {
    return forum
        .guest()
        .get(page)
        .html()
        .select("head link[type=application/atom+xml]")
        .attr("href");
  }

  private boolean isCopied(String page) {
    double before = hits();
    var _ = forum.guest().get(page).expect(200);
    return hits() == before + 1;
  }

  private double hits() {
    return forum.metric("forum_cache_requests_total", "cache", "pages", "result", "hit");
  }

  /** The fewest of some tries: jobs in the background have statements of their own. */
  private double statements(String page) {
    double fewest = Double.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      double before = forum.metric("forum_db_statement_duration_seconds_count");
      forum.guest().get(page).expect(200);
      double now = forum.metric("forum_db_statement_duration_seconds_count");
      fewest = Math.min(fewest, now - before);
    }
    return fewest;
  }

  private String topic(String where, String title, String body) {
    return Acts.open(sappho, where, title, body);
  }

  private void reply(String topic, String body) {
    Acts.reply(sappho, topic, body).expect(303);
  }

  /** {@code /t/5/odes} to {@code /t/5/reply}. */
  private static String action(String topic, String verb) {
    return topic.substring(0, topic.indexOf('/', 3) + 1) + verb;
  }

  private static String atom(String topic) {
    return topic.substring(0, topic.indexOf('/', 3)) + ".atom";
  }

  private Element feed(String path) {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    String body = forum.guest().get(path).expect(200).body();
    try {
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(body)));
      return document.getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError(body, e);
    }
  }

  private static List<Element> entries(Element feed) {
    var nodes = feed.getElementsByTagNameNS(ATOM, "entry");
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static String text(Element in, String name) {
    return in.getElementsByTagNameNS(ATOM, name).item(0).getTextContent();
  }
}
