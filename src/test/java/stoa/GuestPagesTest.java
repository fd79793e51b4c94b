package stoa;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.soon;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Pages that are made once for all guests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GuestPagesTest {
  private TestForum forum;
  private Visitor solon;
  private Visitor sappho;
  private String board;
  private String topic;

  @BeforeAll
  void open() {
    forum = TestForum.start();
    solon = forum.administrator();
    board = forum.board(solon, "Poetry");
    sappho = forum.member("Sappho");
    topic = Acts.open(sappho, board, "Copied", "text");
  }

  @AfterAll
  void close() {
    forum.close();
  }

  @Test
  void theSecondGuestCostsNoStatement() {
    for (String page : new String[] {"/", board, topic, "/latest", "/top"}) {
      soon(
          page + " from memory",
          () -> {
            String first = forum.guest().get(page).expect(200).body();
            double before = hits();
            String second = forum.guest().get(page).expect(200).body();
            assertThat(second).isEqualTo(first);
            return hits() == before + 1;
          });
    }
  }

  private double hits() {
    return forum.metric("forum_cache_requests_total", "cache", "pages", "result", "hit");
  }

  @Test
  void aVisitorsOwnSentenceIsInNobodysCopy() {
    for (String cookie :
        new String[] {"x=1; flash =flash.passwordChanged", "flash\t=flash.passwordChanged"}) {
      for (String page : new String[] {"/latest", "/top", "/"}) {
        forum.guest().header("Cookie", cookie).get(page + "?page=1").expect(200);
        assertThat(forum.guest().get(page + "?page=1").expect(200).text())
            .doesNotContain("password is changed");
      }
    }
  }

  @Test
  void membersAndOtherLanguagesGetTheirOwn() {
    String english = forum.guest().get(topic).body();
    assertThat(forum.guest().get(topic).body()).isEqualTo(english);
    assertThat(sappho.get(topic).html().select(".me").text()).isEqualTo("Sappho");
    assertThat(forum.guest().header("Accept-Language", "zh-CN").get(topic).body())
        .contains("lang=\"zh-CN\"");
    assertThat(forum.guest().get(topic).html().select(".me")).isEmpty();
  }

  @Test
  void whoHasReadItIsToldThatNothingChanged() {
    var answer = forum.guest().get(board).expect(200);
    String tag = answer.header("ETag");
    assertThat(tag).startsWith("\"");
    assertThat(answer.header("Vary")).contains("Cookie").contains("Accept-Language");
    var again = forum.guest().header("If-None-Match", tag).get(board);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("Content-Security-Policy")).isNotEmpty();
  }

  @Test
  void aCopyStillCountsAsAView() {
    long before = views();
    for (int i = 0; i < 3; i++) {
      forum.guest().get(topic).expect(200);
    }
    soon("three views", () -> views() >= before + 3);
  }

  private long views() {
    forum.flush();
    return forum.count("select view_count from topic where title = 'Copied'");
  }

  @Test
  void aRemovedMembersNameIsNoLinkAnyMore() {
    var phaon = forum.member("Phaon");
    String action = Acts.action(topic, "reply");
    phaon.get(topic).form(action).set("body", "farewell").send().expect(303);
    for (String page : new String[] {topic, "/u/Phaon", "/latest"}) {
      assertThat(forum.guest().get(page).expect(200).body()).contains("Phaon");
    }
    assertThat(forum.guest().get(topic).body()).contains("href=\"/u/Phaon\"");
    long id = forum.count("select id from account where name = 'Phaon'");
    String removal = "/admin/members/" + id + "/remove";
    solon.get(removal).form(removal).send().expect(303);
    for (String page : new String[] {topic, "/latest"}) {
      assertThat(forum.guest().get(page).expect(200).body()).doesNotContain("href=\"/u/Phaon\"");
    }
    forum.guest().get("/u/Phaon").expect(410);
  }

  @Test
  void aReplyAnEditAndARemovalAreSeenAtOnce() {
    String action = Acts.action(topic, "reply");
    for (int i = 0; i < 5; i++) {
      String text = "reply number " + i;
      assertThat(forum.guest().get(topic).body()).doesNotContain(text);
      sappho.get(topic).form(action).set("body", text).send().expect(303);
      assertThat(forum.guest().get(topic).body()).contains(text);
    }
    long id = forum.count("select max(id) from post");
    sappho.get(topic).form("/p/" + id + "/delete").send().expect(303);
    assertThat(forum.guest().get(topic).body()).doesNotContain("reply number 4");
  }
}
