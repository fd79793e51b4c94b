package stoa.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stoa.support.Acts;
import stoa.support.Visitor;

/** Addresses and fields that no form makes. */
final class OddInputTest {
  @Test
  void nothingThatIsSentMakesAnErrorOfTheServer() {
    try (var groups = new GroupForum()) {
      String board = groups.forum.board(groups.solon, "Agora");
      Acts.open(groups.solon, board, "Hello", "text");
      long own = groups.make("Circle", "REQUEST");
      var bad = new java.util.TreeSet<String>();
      String big = "999999999999999999";
      String[] gets = {
        "/mod?page=999999999",
        "/admin/events?page=999999999",
        "/admin/rights/log?page=999999999",
        "/admin/rights/log?board=" + big,
        "/admin/rights/log?board=-1",
        "/admin/rights/why?member=Solon&board=" + big,
        "/admin/rights/why?member=%00&board=-1",
        "/admin/rights/0",
        "/admin/rights/-1",
        "/admin/rights/" + big,
        "/admin/rights/9999999999999999999999",
        "/admin/boards/0/rights",
        "/admin/boards/" + big + "/rights",
        "/admin/boards/-1/rights",
        "/admin/boards/1/rights/0",
        "/admin/boards/1/rights/" + big,
        "/admin/boards/1/rights/copy",
        "/admin/groups/0",
        "/admin/groups/" + big,
        "/admin/groups/1",
        "/admin/groups/3",
        "/admin/groups/2",
        "/admin/groups/4/remove",
        "/groups/0",
        "/groups/" + big,
        "/groups/" + own + "?page=999999999",
        "/groups/" + own + "?q=%00",
        "/groups/" + own + "?q=%25_%5C",
        "/members?page=999999999",
        "/members?q=%00",
        "/members?q=%25_%5C",
        "/members?group=" + big,
        "/members?group=x",
        "/members?group=1",
        "/members?sort=%00&page=0",
        "/admin/members/0",
        "/admin/members/" + big,
        "/admin/members/" + big + "/remove",
        "/u/%00",
        "/u/%01",
        "/tag/%00",
        "/tag/%01",
        "/b/%00",
        "/t/0",
        "/t/" + big,
        "/t/" + big + "/x",
        "/p/0",
        "/p/" + big,
        "/t/1/move",
        "/t/" + big + "/move",
        "/t/1/reply?quote=" + big,
        "/t/1/x/unread",
        "/t/1.atom",
        "/t/0.atom",
        "/t/x.atom",
        "/b/x.atom",
        "/b/%00.atom",
        "/sitemap-" + big + ".xml",
        "/sitemap--1.xml",
        "/search?q=%00",
        "/search?q=board:%00",
        "/notifications?before=" + big,
        "/unread?page=999999999",
        "/latest?page=999999999",
        "/top?page=999999999&period=week",
        "/kept/%00",
        "/admin/words?page=999999999",
        "/login?next=%00"
      };
      for (String path : gets) {
        for (Visitor who : new Visitor[] {groups.solon, groups.forum.guest()}) {
          int status;
          try {
            status = who.get(path).status();
          } catch (RuntimeException e) {
            status = -1;
          }
          if (status >= 500 || status < 0) {
            bad.add("GET " + path + " " + status);
          }
        }
      }
      String[] posts = {
        "/admin/rights",
        "/admin/rights/0",
        "/admin/rights/1",
        "/admin/rights/" + big,
        "/admin/boards/0/rights",
        "/admin/boards/1/rights",
        "/admin/boards/2/rights",
        "/admin/boards/2/rights/3",
        "/admin/boards/2/rights/" + big,
        "/admin/boards/2/rights/copy",
        "/admin/boards/0/rights/copy",
        "/admin/boards/2/rights/moderators",
        "/admin/boards/" + big + "/rights/moderators",
        "/admin/boards/2/rights/moderators/0/remove",
        "/admin/boards/2/rights/moderators/" + big + "/remove",
        "/admin/rights/log/0/undo",
        "/admin/rights/log/1/undo",
        "/admin/rights/log/" + big + "/undo",
        "/admin/rights/eyes",
        "/eyes/own",
        "/admin/groups",
        "/admin/groups/1",
        "/admin/groups/2",
        "/admin/groups/4",
        "/admin/groups/" + big,
        "/admin/groups/" + own,
        "/admin/groups/4/remove",
        "/admin/groups/" + big + "/remove",
        "/admin/members/0/groups",
        "/admin/members/1/groups",
        "/admin/members/1/groups/0/remove",
        "/admin/members/1/groups/" + big + "/remove",
        "/admin/members/" + big + "/sessions/end",
        "/groups/1/ask",
        "/groups/" + own + "/ask",
        "/groups/" + big + "/ask",
        "/groups/" + big + "/withdraw",
        "/groups/1/leave",
        "/groups/" + own + "/leave",
        "/groups/" + own + "/members",
        "/groups/1/members",
        "/groups/" + own + "/members/from",
        "/groups/5/members/from",
        "/groups/" + own + "/members/0/remove",
        "/groups/" + own + "/members/" + big + "/remove",
        "/groups/" + own + "/members/" + big + "/leader",
        "/groups/" + own + "/requests/" + big + "/accept",
        "/groups/" + own + "/requests/" + big + "/refuse",
        "/groups/" + big + "/members/1/remove",
        "/t/1/move",
        "/t/" + big + "/move",
        "/t/0/pin",
        "/t/" + big + "/lock",
        "/t/1/watch",
        "/p/" + big + "/like",
        "/p/" + big + "/choose",
        "/p/0/delete",
        "/p/0/restore",
        "/p/" + big + "/edit",
        "/mod/0/approve",
        "/mod/" + big + "/remove",
        "/unread/read",
        "/b/x/read",
        "/b/x/watch",
        "/b/x/new",
        "/t/" + big + "/reply",
        "/t/1/reply",
        "/admin/boards",
        "/admin/boards/0",
        "/admin/boards/" + big + "/up",
        "/admin/boards/" + big + "/close",
        "/admin/boards/" + big + "/remove",
        "/admin/members/" + big + "/remove",
        "/notifications/read",
        "/notifications/returned/" + big + "/forget"
      };
      String[][] fields = {
        {},
        {
          "g1",
          "X",
          "g2",
          "HIDDEN",
          "g3",
          "MODERATOR",
          "g999",
          "STANDARD",
          "SEE",
          "X",
          "READ",
          "",
          "board",
          big,
          "name",
          "x\u0000y",
          "group",
          big,
          "names",
          "a\u0000b, c",
          "until",
          "x",
          "from",
          big,
          "joining",
          "X",
          "posts",
          "-1",
          "days",
          "x",
          "likes",
          "99999999",
          "colour",
          "x",
          "badge",
          "\u0000",
          "about",
          "x",
          "purpose",
          "X",
          "parent",
          big,
          "title",
          "\u0000",
          "slug",
          "\u0000",
          "level",
          "X",
          "up_to",
          big,
          "version",
          big,
          "body",
          "\u0000",
          "tags",
          "\u0000",
          "_once",
          "x",
          "quote",
          big,
          "reason",
          "\u0000",
          "leader",
          "on"
        },
        {
          "board",
          "0",
          "name",
          "",
          "group",
          "0",
          "names",
          "Solon",
          "until",
          "+999999999-12-31",
          "from",
          "0",
          "joining",
          "RULE",
          "posts",
          "1",
          "level",
          "WATCH",
          "up_to",
          "0",
          "purpose",
          "GROUP",
          "parent",
          "0",
          "title",
          "x",
          "version",
          "0",
          "body",
          "x",
          "confirmed",
          "yes",
          "SEE",
          "NEVER",
          "reason",
          "x".repeat(301)
        },
        {
          "board",
          "-1",
          "name",
          "Nobody",
          "group",
          "-1",
          "names",
          "Solon",
          "until",
          "9999-12-31",
          "from",
          "-1",
          "joining",
          "RULE",
          "posts",
          "9999999",
          "purpose",
          "GROUP",
          "parent",
          "-1"
        },
      };
      for (String path : posts) {
        for (String[] some : fields) {
          if (path.contains("/remove") && path.startsWith("/admin/members/1")) {
            continue;
          }
          int status;
          try {
            status = GroupForum.force(groups.solon, path, some).status();
          } catch (RuntimeException e) {
            status = -1;
          }
          if (status >= 500 || status < 0) {
            bad.add("POST " + path + " " + (some.length > 0 ? some[1] : "") + " " + status);
          }
        }
      }
      assertThat(bad).isEmpty();
    }
  }
}
