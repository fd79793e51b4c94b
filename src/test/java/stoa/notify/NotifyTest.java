package stoa.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NotifyTest {
  private TestForum forum;
  private Visitor solon;
  private Visitor sappho;
  private Visitor alcaeus;
  private String board;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    board = forum.board(solon, "Poetry");
    sappho = forum.member("Sappho");
    alcaeus = forum.member("Alcaeus");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  private String topic(Visitor author, String title, String body) {
    return Acts.open(author, board, title, body);
  }

  private String reply(Visitor author, String topic, String body) {
    return Acts.reply(author, topic, body).expect(303).location();
  }

  private void press(Visitor who, String page, String action) {
    who.get(page).form(action).send().expect(303);
  }

  private static List<String> unread(Visitor reader, String title) {
    return reader.get("/notifications").html().select(".notifications .unread").stream()
        .map(item -> item.text())
        .filter(text -> text.contains(title))
        .toList();
  }

  private void notified(Visitor reader, String title, String words) {
    soon(
        "notified: " + words,
        () -> unread(reader, title).stream().anyMatch(text -> text.contains(words)));
    assertThat(unread(reader, title)).hasSize(1);
  }

  /** Everything announced so far has had its effect. */
  private void settled() {
    soon(
        "settled",
        () -> {
          long waiting =
              forum.count(
                  "select count(*) from outbox o where not exists"
                      + " (select 1 from handled h where h.event_id = o.id"
                      + " and h.consumer = 'notifications')"
                      + " and kind not in ('boards_changed', 'access_changed', 'words_changed')");
          return waiting == 0;
        });
  }

  /** Else an answer whose event is handled before the topic's own would notify nobody. */
  @Test
  void whoWritesWatchesBeforeAnyEventIsHandled() {
    var form = sappho.get(board + "/new").form(board + "/new").set("title", "Early");
    forum.whileLocked(
        "handled",
        () -> {
          form.set("body", "text").send().expect(303);
          assertThat(
                  forum.count(
                      "select count(*) from topic_watch w join topic t on t.id = w.topic_id"
                          + " where t.title = 'Early'"))
              .isEqualTo(1);
        });
  }

  @Test
  void whoWroteATopicHearsOfItsReplies() {
    String topic = topic(sappho, "Anactoria", "Some say an army");
    reply(alcaeus, topic, "of ships");
    notified(sappho, "Anactoria", "Alcaeus replied");
    assertThat(sappho.get("/").html().select(".who .count").text()).endsWith(" new");
    assertThat(unread(alcaeus, "Anactoria")).isEmpty();
  }

  @Test
  void severalRepliesAreOneLineAndReadingTheTopicReadsThem() {
    String topic = topic(sappho, "Evening star", "You bring everything");
    reply(alcaeus, topic, "the sheep");
    reply(solon, topic, "the goat");
    reply(alcaeus, topic, "the child");
    settled();
    assertThat(unread(sappho, "Evening star")).hasSize(1);
    assertThat(unread(sappho, "Evening star").getFirst()).contains("and one other replied");
    sappho.get(topic).expect(200);
    assertThat(unread(sappho, "Evening star")).isEmpty();
  }

  @Test
  void aMentionCountsMoreThanTheReplyThatItStandsIn() {
    String topic = topic(sappho, "On names", "Call me");
    reply(alcaeus, topic, "I call @sappho, and @nobodyatall");
    notified(sappho, "On names", "mentioned you");
  }

  @Test
  void aMentionInChineseNeedsNoSpace() {
    var li = forum.member("李白");
    String topic = topic(sappho, "静夜思", "床前明月光");
    reply(alcaeus, topic, "谢谢@李白的诗");
    notified(li, "静夜思", "mentioned you");
  }

  @Test
  void aQuotationNotifiesWhomItQuotes() {
    String topic = topic(sappho, "Quoted", "Words to quote");
    String quote = alcaeus.get(topic).html().select("a[href*=quote]").attr("href");
    alcaeus.get(quote).form(quote.substring(0, quote.indexOf('?'))).send().expect(303);
    notified(sappho, "Quoted", "Alcaeus quoted you");
  }

  @Test
  void whoIsQuotedIsNotifiedWhateverTheirName() {
    var under = forum.member("_under_");
    String topic = topic(under, "Under lines", "Words to quote");
    String quote = alcaeus.get(topic).html().select("a[href*=quote]").attr("href");
    alcaeus.get(quote).form(quote.substring(0, quote.indexOf('?'))).send().expect(303);
    notified(under, "Under lines", "Alcaeus quoted you");
    assertThat(alcaeus.get(topic).html().select("article.post blockquote strong").text())
        .isEqualTo("_under_");
  }

  @Test
  void aNameIsShownAndCalledWithItsUnderscores() {
    var under = forum.member("__init__");
    String topic = topic(sappho, "Dunder", "ask @__init__ about it");
    notified(under, "Dunder", "mentioned you");
    assertThat(sappho.get(topic).html().select("article.post .text").text())
        .isEqualTo("ask @__init__ about it");
  }

  @Test
  void codeAndLongerNamesCallNobody() {
    var bob = forum.member("bob");
    topic(
        sappho, "Silent names", "@bobsled, @bob_x\n\n    @bob\n\n1. a\n\n   ```\n   @bob\n   ```");
    settled();
    assertThat(unread(bob, "Silent names")).isEmpty();
    topic(sappho, "Said aloud", "请@bob看一下");
    notified(bob, "Said aloud", "mentioned you");
  }

  @Test
  void anEditNotifiesOnlyWhomItAdds() {
    String topic = topic(sappho, "Edited", "first");
    String place = reply(alcaeus, topic, "hello @solon");
    notified(solon, "Edited", "mentioned you");
    String edit = Acts.post(place) + "/edit";
    var carol = forum.member("Carol");
    alcaeus.get(edit).form(edit).set("body", "hello @solon and @carol").send().expect(303);
    notified(carol, "Edited", "mentioned you");
    assertThat(unread(solon, "Edited")).hasSize(1);
  }

  @Test
  void aWatchedBoardNotifiesOfItsNewTopics() {
    var watcher = forum.member("Watcher");
    watcher.get(board).form(board + "/watch").set("level", "WATCH").send().expect(303);
    topic(sappho, "Freshly opened", "look");
    notified(watcher, "Freshly opened", "Sappho opened a topic");
  }

  @Test
  void aMutedTopicIsSilent() {
    String topic = topic(sappho, "Muted one", "loud");
    String watch = Acts.action(topic, "watch");
    sappho.get(topic).form(watch).set("level", "MUTE").send().expect(303);
    reply(alcaeus, topic, "@sappho do you hear me?");
    settled();
    assertThat(unread(sappho, "Muted one")).isEmpty();
  }

  @Test
  void aKindThatIsSwitchedOffIsSilent() {
    var quiet = forum.member("Quiet");
    String topic = topic(quiet, "No replies please", "text");
    quiet
        .get("/settings/notifications")
        .form("/settings/notifications")
        .set("site_reply", "")
        .set("mail_reply", "")
        .send()
        .expect(303);
    reply(alcaeus, topic, "a reply");
    settled();
    assertThat(unread(quiet, "No replies please")).isEmpty();
  }

  @Test
  void likesAreCountedOnceAndTakenBack() {
    String topic = topic(sappho, "Likeable", "sweet");
    String post = alcaeus.get(topic).html().select("article.post").attr("id").substring(1);
    press(alcaeus, topic, "/p/" + post + "/like");
    notified(sappho, "Likeable", "Alcaeus likes your post");
    assertThat(alcaeus.get(topic).html().select(".score").text()).contains("1");
    alcaeus.post("/p/" + post + "/like", Map.of("_csrf", csrf(alcaeus, topic))).expect(303);
    assertThat(forum.count("select score from post where id = " + post)).isEqualTo(1);
    press(alcaeus, topic, "/p/" + post + "/unlike");
    soon("taken back", () -> unread(sappho, "Likeable").isEmpty());
    assertThat(forum.count("select score from post where id = " + post)).isZero();
    sappho.post("/p/" + post + "/like", Map.of("_csrf", csrf(sappho, topic))).expect(403);
  }

  private static String csrf(Visitor who, String page) {
    return who.get(page).html().select("input[name=_csrf]").attr("value");
  }

  @Test
  void theAnswerIsChosenByWhoAsked() {
    String topic = topic(sappho, "A question", "who knows?");
    String place = reply(alcaeus, topic, "I do");
    String post = place.substring(place.indexOf("#p") + 2);
    alcaeus.post("/p/" + post + "/choose", Map.of("_csrf", csrf(alcaeus, topic))).expect(403);
    press(sappho, topic, "/p/" + post + "/choose");
    notified(alcaeus, "A question", "Sappho chose your post as the answer");
    assertThat(sappho.get(topic).html().select(".accepted")).hasSize(1);
  }

  @Test
  void theAuthorIsNotifiedOfAModeratorsAct() {
    String topic = topic(sappho, "Moderated", "text");
    String place = reply(alcaeus, topic, "bad words");
    press(solon, topic, Acts.post(place) + "/delete");
    notified(alcaeus, "Moderated", "Solon, a moderator, changed something here");
  }

  private static boolean counted(Visitor reader) {
    return !reader.get("/settings").html().select(".who .count").isEmpty();
  }

  private static String listed(Visitor reader) {
    return reader.get("/notifications").expect(200).html().select("main").text();
  }

  @Test
  void theNotificationOfADeletedTopicIsNeitherCountedNorReadable() {
    var dione = forum.member("Dione");
    String topic = topic(alcaeus, "Soon gone", "hello @dione");
    notified(dione, "Soon gone", "mentioned you");
    assertThat(counted(dione)).isTrue();
    String post = alcaeus.get(topic).html().select("article.post").attr("id").substring(1);
    press(alcaeus, topic, "/p/" + post + "/delete");
    soon("not counted", () -> !counted(dione));
    assertThat(listed(dione)).doesNotContain("Soon gone");
    press(alcaeus, topic, "/p/" + post + "/restore");
    soon("counted again", () -> counted(dione));
    notified(dione, "Soon gone", "mentioned you");
  }

  @Test
  void theNotificationOfADeletedReplyIsBackWithIt() {
    var gorgo = forum.member("Gorgo");
    String topic = topic(gorgo, "A reply goes", "text");
    String place = reply(alcaeus, topic, "now you see it");
    notified(gorgo, "A reply goes", "Alcaeus replied");
    String post = Acts.post(place);
    press(alcaeus, topic, post + "/delete");
    soon("not counted", () -> !counted(gorgo));
    assertThat(unread(gorgo, "A reply goes")).isEmpty();
    // Not seen, so not read.
    String csrf = csrf(gorgo, "/settings");
    gorgo.post("/notifications/read", Map.of("_csrf", csrf, "up_to", "999999999")).expect(303);
    press(alcaeus, topic, post + "/restore");
    soon("counted again", () -> counted(gorgo));
    notified(gorgo, "A reply goes", "Alcaeus replied");
  }

  /** Of what a moderator took away its author is notified, others see not even the title. */
  @Test
  void aModeratorsActOutlivesThePostButNotAStrangersTitle() {
    String topic = topic(sappho, "Strangers title", "text");
    String place = reply(alcaeus, topic, "bad words");
    press(solon, topic, Acts.post(place) + "/delete");
    notified(alcaeus, "Strangers title", "a moderator, changed something here");
    String post = sappho.get(topic).html().select("article.post").attr("id").substring(1);
    press(sappho, topic, "/p/" + post + "/delete");
    soon("no title", () -> !listed(alcaeus).contains("Strangers title"));
    assertThat(listed(alcaeus)).contains("The topic is not there any more.");
  }

  @Test
  void aPostDeletedBeforeItsNotificationNotifiesOnceWhenItIsBack() {
    String topic = topic(sappho, "Late news", "text");
    settled();
    var form = alcaeus.get(topic).form(Acts.action(topic, "reply"));
    var post = new java.util.concurrent.atomic.AtomicReference<String>("");
    forum.whileLocked(
        "handled",
        () -> {
          String place = form.set("body", "said too soon").send().expect(303).location();
          post.set(Acts.post(place));
          press(alcaeus, topic, post + "/delete");
        });
    settled();
    assertThat(unread(sappho, "Late news")).isEmpty();
    press(alcaeus, topic, post + "/restore");
    notified(sappho, "Late news", "Alcaeus replied");
    press(alcaeus, topic, post + "/delete");
    press(alcaeus, topic, post + "/restore");
    settled();
    notified(sappho, "Late news", "Alcaeus replied");
    assertThat(
            forum.count(
                "select count(*) from notification n join topic t on t.id = n.topic_id"
                    + " where t.title = 'Late news' and n.account_id = t.author_id"))
        .isEqualTo(1);
  }

  @Test
  void allCanBeMarkedAsRead() {
    var mine = forum.member("Early");
    String topic = topic(mine, "All read", "text");
    reply(alcaeus, topic, "@early one");
    notified(mine, "All read", "mentioned you");
    var page = mine.get("/notifications");
    page.form("/notifications/read").send().expect(303);
    assertThat(unread(mine, "All read")).isEmpty();
    assertThat(mine.get("/").html().select(".who .count")).isEmpty();
  }
}
