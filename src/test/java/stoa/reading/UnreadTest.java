package stoa.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stoa.support.Visitor;

/** What a member has not read. */
final class UnreadTest extends UnreadTrial {
  @Test
  void topicsAreListedByTheirNewestPostUntilTheyAreRead() {
    String older = topic("Older");
    forum.pass(Duration.ofSeconds(1));
    String newer = topic("Newer");
    assertThat(titles(reader)).containsExactly("Newer", "Older");
    reply(sappho, older, "again");
    assertThat(titles(reader)).containsExactly("Older", "Newer");
    assertThat(counts(reader)).containsExactly("2 new", "1 new");
    reader.get(older).expect(200);
    assertThat(titles(reader)).containsExactly("Newer");
    reader.get(newer).expect(200);
    var page = reader.get("/unread").expect(200);
    assertThat(page.text()).contains("You have read everything");
    assertThat(page.html().select("form[action=/unread/read]")).isEmpty();
    reply(sappho, newer, "more");
    assertThat(counts(reader)).containsExactly("1 new");
  }

  @Test
  void theLinkLeadsToTheFirstUnreadPost() {
    String topic = topic("Long");
    replies(topic, 20);
    String link = reader.get("/unread").html().select(".topic h3 a").attr("href");
    assertThat(first(reader, topic)).isEqualTo(topic + post(topic, 1));
    assertThat(link).isEqualTo(topic + "/unread");
    reader.get(topic).expect(200);
    assertThat(counts(reader)).containsExactly("1 new");
    assertThat(first(reader, topic)).isEqualTo(topic + "?page=2" + post(topic, 21));
    reader.get(topic + "?page=2").expect(200);
    assertThat(titles(reader)).isEmpty();
    // All is read: to the last one.
    assertThat(first(reader, topic)).isEqualTo(topic + "?page=2" + post(topic, 21));
    // An earlier page again takes nothing back, written down or not.
    reader.get(topic).expect(200);
    forum.flush();
    reader.get(topic).expect(200);
    forum.flush();
    assertThat(written(topic)).isEqualTo(21);
    assertThat(titles(reader)).isEmpty();
  }

  @Test
  void aGuestIsSentToSignInOrToTheTopicsBeginning() {
    String topic = topic("For guests");
    assertThat(forum.guest().get("/unread").expect(303).location())
        .isEqualTo("/login?next=%2Funread");
    assertThat(first(forum.guest(), topic)).isEqualTo(topic);
    assertThat(forum.guest().get("/").body()).doesNotContain("/unread");
    assertThat(reader.get("/").html().select(".site-nav a[href=/unread]").text())
        .isEqualTo("Unread");
  }

  @Test
  void ofATopicThatWasOldOnlyWhatIsNewIsUnread() {
    String topic = topic("Ancient");
    replies(topic, 3);
    forum.pass(Duration.ofMinutes(1));
    var newcomer = forum.member("Newcomer");
    assertThat(titles(newcomer)).isEmpty();
    forum.pass(Duration.ofMinutes(1));
    reply(sappho, topic, "for him, too");
    assertThat(counts(newcomer)).containsExactly("1 new");
    assertThat(first(newcomer, topic)).isEqualTo(topic + post(topic, 5));
  }

  @Test
  void whatIsOlderThanTheHorizonCountsAsRead() {
    String topic = topic("Dusty");
    replies(topic, 2);
    String id = base(topic).substring(3);
    assertThat(counts(reader)).containsExactly("3 new");
    forum.execute("update account set created_at = created_at - interval '99 days'");
    forum.execute(
        "update post set created_at = created_at - interval '31 days' where topic_id = " + id);
    forum.execute(
        "update topic set last_post_at = last_post_at - interval '31 days' where id = " + id);
    assertThat(titles(reader)).doesNotContain("Dusty");
    // Reading it leaves no mark: its age says as much.
    forum.execute("delete from topic_read");
    reader.cookie("wrote", "1").get(topic).expect(200);
    forum.flush();
    assertThat(written(topic)).isZero();
    reply(sappho, topic, "out of the dust");
    assertThat(titles(reader).getFirst()).isEqualTo("Dusty");
    assertThat(counts(reader).getFirst()).isEqualTo("1 new");
    assertThat(first(reader, topic)).isEqualTo(topic + post(topic, 4));
    forum.execute("update account set created_at = created_at + interval '99 days'");
  }

  @Test
  void ownPostsAreRead() {
    String topic = topic("Answered");
    String answer = reply(reader, topic, "mine");
    assertThat(answer).startsWith(topic);
    assertThat(titles(reader)).isEmpty();
    reply(sappho, topic, "and mine");
    assertThat(counts(reader)).containsExactly("1 new");
    assertThat(titles(sappho)).doesNotContain("Answered");
  }

  @Test
  void allIsMarkedUpToWhatThePageLists() {
    String early = topic("Early");
    forum.pass(Duration.ofSeconds(1));
    var form = reader.get("/unread").form("/unread/read");
    forum.pass(Duration.ofSeconds(1));
    String _ = topic("Meanwhile");
    var page = form.send().follow();
    assertThat(page.text()).contains("Everything is marked as read");
    assertThat(titles(reader)).containsExactly("Meanwhile");
    forum.pass(Duration.ofSeconds(1));
    reply(sappho, early, "again");
    assertThat(counts(reader)).containsExactly("1 new", "1 new");
    // An older page's button takes nothing back.
    reader.get("/unread").form("/unread/read").send().expect(303);
    form.send().expect(303);
    assertThat(titles(reader)).isEmpty();
  }

  @Test
  void aBoardIsMarkedAlone() {
    String other = forum.board(solon, "Prose");
    String here = topic("Here");
    String _ = topic(other, "There");
    assertThat(titles(reader)).containsExactlyInAnyOrder("Here", "There");
    var page = reader.get(board).form(board + "/read").send().follow();
    assertThat(page.text()).contains("This board is marked as read");
    assertThat(titles(reader)).containsExactly("There");
    reply(sappho, here, "again");
    assertThat(titles(reader)).containsExactly("Here", "There");
    assertThat(reader.post("/b/nowhere/read", Map.of("_csrf", csrf(reader))).status())
        .isEqualTo(404);
  }

  private static String csrf(Visitor who) {
    return who.get("/settings").html().select("input[name=_csrf]").first().val();
  }

  @Test
  void whatIsDeletedIsNotUnread() {
    String topic = topic("Thinned");
    reader.get(topic).expect(200);
    String answer = reply(solon, topic, "gone soon");
    assertThat(titles(reader)).containsExactly("Thinned");
    String id = answer.substring(answer.indexOf("#p") + 2);
    solon.get(topic).form("/p/" + id + "/delete").send().expect(303);
    assertThat(titles(reader)).isEmpty();
    reply(sappho, topic, "another");
    assertThat(counts(reader)).containsExactly("1 new");
    String first = topic + post(topic, 3);
    assertThat(first(reader, topic)).isEqualTo(first);

    String whole = topic("Deleted");
    assertThat(titles(reader)).contains("Deleted");
    String opening = post(whole, 1).substring(2);
    solon.get(whole).form("/p/" + opening + "/delete").send().expect(303);
    assertThat(titles(reader)).doesNotContain("Deleted");
    assertThat(reader.get(whole + "/unread").status()).isEqualTo(410);
  }

  @Test
  void whatAMemberHasMutedIsNotUnread() {
    String topic = topic("Noise");
    assertThat(titles(reader)).containsExactly("Noise");
    reader.get(topic).form(base(topic) + "/watch").set("level", "MUTE").send().expect(303);
    reply(sappho, topic, "again");
    assertThat(titles(reader)).isEmpty();
    String loud = forum.board(solon, "Loud");
    String _ = topic(loud, "Louder");
    assertThat(titles(reader)).containsExactly("Louder");
    reader.get(loud).form(loud + "/watch").set("level", "MUTE").send().expect(303);
    assertThat(titles(reader)).isEmpty();
  }

  @Test
  void pagesEndWhereThereIsNothingMore() {
    forum.execute(
        """
        insert into topic (board_id, title, slug, created_at, last_post_at, post_count)
        select (select max(id) from board where not category), 'Many ' || n, 'many', at, at, 1
        from generate_series(1, 65) n,
          lateral (select created_at + n * interval '1 second' as at
            from account where name = 'Reader%d') then_
        """
            .formatted(readers));
    forum.execute(
        """
        insert into post (topic_id, position, source, html, renderer, created_at)
        select id, 1, 'x', '<p>x</p>', 1, created_at from topic where slug = 'many'
          and last_post_id is null
        """);
    forum.execute(
        "update topic set last_post_id = (select id from post where topic_id = topic.id)"
            + " where slug = 'many'");
    assertThat(titles(reader)).hasSize(30);
    var last = reader.get("/unread?page=3").expect(200);
    assertThat(last.html().select(".topic")).hasSize(5);
    assertThat(last.html().select(".pager a[aria-current]").text()).isEqualTo("3");
    assertThat(reader.get("/unread?page=4").expect(302).location()).isEqualTo("/unread");
    for (String page : List.of("0", "-1", "x", "21", "99999999999999999999")) {
      assertThat(reader.get("/unread?page=" + page).status()).as(page).isEqualTo(404);
    }
    assertThat(reader.get("/t/999999/none/unread").status()).isEqualTo(404);
    assertThat(reader.get("/t/x/none/unread").status()).isEqualTo(404);
    forum.execute("update topic set deleted_at = now() where slug = 'many'");
  }

  @Test
  void aFormWithoutItsTokenOrWithANonsenseTimeMarksNothing() {
    String _ = topic("Kept unread");
    assertThat(reader.post("/unread/read", Map.of("up_to", "9999999999999999")).status())
        .isIn(403, 422, 400);
    assertThat(reader.get("/unread").form("/unread/read").set("up_to", "tomorrow").send().status())
        .isEqualTo(400);
    assertThat(titles(reader)).containsExactly("Kept unread");
    // A time to come is as good as now.
    reader.get("/unread").form("/unread/read").set("up_to", "9".repeat(18)).send().expect(303);
    assertThat(titles(reader)).isEmpty();
    forum.pass(Duration.ofSeconds(1));
    String _ = topic("Later");
    assertThat(titles(reader)).containsExactly("Later");
  }
}
