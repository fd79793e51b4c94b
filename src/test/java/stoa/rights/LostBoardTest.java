package stoa.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import stoa.TestForum;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Who lost a board does nothing on it any more, and is told nothing of it. */
final class LostBoardTest {
  private static long id(TestForum forum, String board) {
    return forum.count("select id from board where slug = '" + board.substring(3) + "'");
  }

  private static String rights(TestForum forum, String board) {
    return "/admin/boards/" + id(forum, board) + "/rights";
  }

  private static void set(TestForum forum, Visitor solon, String board, String preset) {
    String page = rights(forum, board);
    var form = solon.get(page).form(page).set("confirmed", "yes");
    form.set("g1", preset).set("g3", preset).send().expect(303);
  }

  @Test
  void nothingIsDoneOnABoardThatWasLost() {
    try (var forum = TestForum.start()) {
      var solon = forum.administrator();
      String lost = forum.board(solon, "Lost");
      String other = forum.board(solon, "Other");
      var ann = forum.member("Ann");
      var mo = forum.member("Mo");
      String m = rights(forum, other) + "/moderators";
      solon.get(rights(forum, other)).form(m).set("name", "Mo").send().expect(303);
      String topic = Acts.open(ann, lost, "Zyxtitle", "text");
      String mine = Acts.post(Acts.reply(ann, topic, "mine").expect(303).location());
      String yours = Acts.post(Acts.reply(solon, topic, "yours").expect(303).location());
      String theirs = Acts.open(mo, other, "Of Mo", "text");
      String first =
          "/p/"
              + forum.count(
                  "select id from post where position = 1 and topic_id = " + Acts.topicId(topic));
      var found = new TreeMap<String, String>();
      for (String preset : new String[] {"HIDDEN", "TITLES"}) {
        set(forum, solon, lost, preset);
        for (Visitor who : new Visitor[] {ann, mo}) {
          String token = who.get("/settings").html().select("[name=_csrf]").attr("value");
          String t = "/t/" + Acts.topicId(topic);
          String[] all = {
            t + "/reply",
            t + "/watch",
            t + "/pin",
            t + "/unpin",
            t + "/lock",
            t + "/unlock",
            t + "/move",
            first + "/like",
            yours + "/like",
            yours + "/unlike",
            yours + "/choose",
            yours + "/unchoose",
            mine + "/edit",
            first + "/edit",
            mine + "/delete",
            mine + "/restore",
            first + "/delete",
            "/mod" + mine.substring(2) + "/approve",
            "/mod" + mine.substring(2) + "/remove",
            lost + "/new",
            lost + "/read",
            lost + "/watch"
          };
          for (String path : all) {
            var answer =
                who.post(
                    path,
                    Map.of(
                        "_csrf",
                        token,
                        "body",
                        "words here",
                        "title",
                        "T",
                        "level",
                        "WATCH",
                        "board",
                        "" + id(forum, other),
                        "version",
                        "0",
                        "parent",
                        yours.substring(3)));
            boolean told = (answer.body() + answer.location()).toLowerCase().contains("zyxtitle");
            // Titles are seen there, so what is new of them may be watched.
            boolean harmless = preset.equals("TITLES") && path.matches(lost + "/(read|watch)");
            boolean done = !harmless && answer.status() != 404 && answer.status() != 403;
            if (told || done) {
              found.put(
                  preset + " " + (who == ann ? "Ann " : "Mo ") + path,
                  answer.status() + " " + told);
            }
          }
          for (String path :
              new String[] {
                t,
                t + "/reply",
                t + "/move",
                t + "/x/unread",
                t + "/x",
                mine,
                first,
                mine + "/edit",
                t + ".atom",
                lost + ".atom"
              }) {
            var answer = who.get(path);
            if ((answer.body() + answer.location()).toLowerCase().contains("zyxtitle")) {
              found.put(preset + " GET " + path, "" + answer.status());
            }
          }
        }
      }
      // A moderator of one board takes a topic to one that they do not moderate, or fetches one.
      set(forum, solon, lost, "STANDARD");
      String token = mo.get("/settings").html().select("[name=_csrf]").attr("value");
      int away =
          mo.post(
                  "/t/" + Acts.topicId(theirs) + "/move",
                  Map.of("_csrf", token, "board", "" + id(forum, lost)))
              .status();
      int here =
          mo.post(
                  "/t/" + Acts.topicId(topic) + "/move",
                  Map.of("_csrf", token, "board", "" + id(forum, other)))
              .status();
      found.put("moves", away + " " + here);
      assertThat(found.toString()).isEqualTo("{moves=403 403}");
    }
  }
}
