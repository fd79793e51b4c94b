package stoa.house;

import static stoa.support.Eventually.soon;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import stoa.TestForum;
import stoa.access.GroupKind;
import stoa.house.Canary.Who;
import stoa.support.Acts;
import stoa.support.Visitor;

/** A forum with one of each thing that is not for everybody. */
final class CanaryWorld {
  /** In every text: what a search finds it by without naming its word. */
  static final String COMPANION = "companion";

  private static final String HOLD = "zyhold";
  private static final long INSIDERS = 77;

  /** Of the board that becomes private; its name is not in its address. */
  static final String ROOM = "/b/back-room";

  final TestForum forum;
  final Map<Who, Visitor> visitors = new EnumMap<>(Who.class);
  final String board;
  private final Visitor waiter;
  private final String open;
  private long doomed;
  private long deleted;
  private long ownDeleted;
  private long edited;
  private long waitersReply;
  private long parent;
  private long waitersParent;
  private String rescued = "/kept/none";
  private String roomTopic = "";
  private long roomDeleted;

  CanaryWorld(TestForum forum) {
    this.forum = forum;
    Visitor solon = forum.administrator();
    this.board = forum.board(solon, "Market");
    visitors.put(Who.GUEST, forum.guest());
    visitors.put(Who.STRANGER, forum.member(Who.STRANGER.account()));
    visitors.put(Who.AUTHOR, forum.member(Who.AUTHOR.account()));
    visitors.put(Who.INSIDER, insider());
    visitors.put(Who.MODERATOR, moderator());
    visitors.put(Who.ADMINISTRATOR, solon);
    this.waiter = forum.member(Canary.WAITER.word());
    solon
        .get("/admin/words")
        .form("/admin/words/paste")
        .set("many", HOLD + "={MOD}")
        .set("action", "FLAG")
        .send()
        .expect(303);
    Visitor stranger = visitors.get(Who.STRANGER);
    stranger.get(board).form(board + "/watch").set("level", "WATCH").send().expect(303);
    forum.execute("update account set digest = 'DAILY'");
    this.open = topic("Open agora", text("first"));
    reply(stranger, text("I listen"), "");
  }

  private Visitor insider() {
    var visitor = forum.member(Who.INSIDER.account());
    forum.execute(
        "insert into member_group (id, kind, name, name_key) values ("
            + INSIDERS
            + ", 'OWN', 'Insiders', 'insiders')");
    forum.put(Who.INSIDER.account(), INSIDERS);
    return visitor;
  }

  private Visitor moderator() {
    forum.member("Nestor");
    forum.put("Nestor", GroupKind.MODERATORS.id());
    var visitor = forum.guest();
    Acts.signIn(visitor, "Nestor", TestForum.PASSWORD).expect(303);
    return visitor;
  }

  private static String text(String rest) {
    return rest + " " + COMPANION;
  }

  private static String text(Canary canary) {
    return text(canary.word());
  }

  private static String pendingText(Canary canary) {
    return text(HOLD + " @" + Who.STRANGER.account() + " " + canary.word());
  }

  /** What everybody may read until it is taken away. */
  void write() {
    Visitor author = visitors.get(Who.AUTHOR);
    topic(Canary.DELETED_TITLE.word(), text(Canary.DELETED_TEXT));
    doomed = lastPost();
    deleted = reply(author, text(Canary.DELETED_POST), "");
    ownDeleted = reply(author, text(Canary.OWN_DELETED_POST), "");
    edited = reply(author, text(Canary.EDITED_AWAY), "");
    parent = answered(author, text(Canary.PENDING_PARENT));
    waitersParent = answered(waiter, text("in the open"));
    writeInRoom();
  }

  private void writeInRoom() {
    Visitor stranger = visitors.get(Who.STRANGER);
    Visitor insider = visitors.get(Who.INSIDER);
    var page = visitors.get(Who.ADMINISTRATOR).get("/admin/boards");
    page.form("/admin/boards")
        .set("title", Canary.PRIVATE_BOARD.word())
        .set("slug", "back-room")
        .set("description", Canary.PRIVATE_ABOUT.word())
        .set("parent", page.html().select("select#parent option").last().val())
        .send()
        .expect(303);
    stranger.get(ROOM).form(ROOM + "/watch").set("level", "WATCH").send().expect(303);
    roomTopic =
        insider
            .get(ROOM + "/new")
            .form(ROOM + "/new")
            .set("title", Canary.PRIVATE_TITLE.word())
            .set("tags", Canary.PRIVATE_TAG.word())
            .set("body", text(Canary.PRIVATE_TEXT))
            .send()
            .expect(303)
            .location();
    Acts.reply(stranger, roomTopic, text("a stranger was here")).expect(303);
    Acts.reply(insider, roomTopic, text("@Alcaeus " + Canary.PRIVATE_REPLY.word())).expect(303);
    Acts.reply(insider, roomTopic, text(Canary.PRIVATE_DELETED)).expect(303);
    roomDeleted = lastPost();
  }

  /** The topic of the board that becomes private. */
  String roomTopic() {
    return roomTopic;
  }

  private void closeRoom(String preset) {
    String rights = "/admin/boards/" + forum.count("select max(id) from board") + "/rights";
    visitors
        .get(Who.ADMINISTRATOR)
        .get(rights)
        .form(rights)
        .set("g" + GroupKind.GUESTS.id(), preset)
        .set("g" + GroupKind.MEMBERS.id(), preset)
        .set("g" + INSIDERS, "STANDARD")
        .set("confirmed", "yes")
        .send()
        .expect(303);
  }

  private long answered(Visitor by, String body) {
    long post = reply(by, body, "");
    reply(visitors.get(Who.STRANGER), text("an answer in the open"), "" + post);
    return post;
  }

  /** Takes that away, and adds what waits. */
  void takeAway() {
    Visitor author = visitors.get(Who.AUTHOR);
    Visitor moderator = visitors.get(Who.MODERATOR);
    change(moderator, doomed, "delete");
    change(moderator, deleted, "delete");
    change(author, ownDeleted, "delete");
    edit(author, edited, text("harmless"));
    edit(author, parent, pendingText(Canary.PENDING_PARENT));
    edit(waiter, waitersParent, text(HOLD));
    topic(Canary.PENDING_TITLE.word(), pendingText(Canary.PENDING_TEXT));
    long pending = reply(author, pendingText(Canary.PENDING_REPLY), "");
    waitersReply = reply(waiter, pendingText(Canary.WAITERS_REPLY), "");
    for (long parent : List.of(pending, waitersReply)) {
      reply(visitors.get(Who.STRANGER), text("an answer"), "" + parent);
    }
    rescue();
    giveBackToAuthor();
    Visitor insider = visitors.get(Who.INSIDER);
    change(moderator, roomDeleted, "delete");
    // Nobody is notified of it before the board is closed.
    forum.whileLocked(
        "mail",
        () -> {
          String again = text("again " + Canary.PRIVATE_REPLY.word());
          Acts.reply(insider, roomTopic, again).expect(303);
          closeRoom("HIDDEN");
        });
    settle();
  }

  private void rescue() {
    Visitor writer = forum.member("Corinna");
    String form = replyForm();
    var sent = writer.get(form).form(form).set("body", text(Canary.RESCUED));
    writer.cookies().clear();
    String login = URLDecoder.decode(sent.send().expect(303).location(), StandardCharsets.UTF_8);
    rescued = login.substring(login.indexOf("/kept/"));
  }

  /** Where the form waits. */
  String rescued() {
    return rescued;
  }

  private void giveBackToAuthor() {
    forum.execute(
        "insert into returned_post (account_id, once, path, title, body, why, written_at,"
            + " returned_at) select id, 'once', '"
            + replyForm()
            + "', '', '"
            + Canary.RETURNED.word()
            + "', 'error.boardClosed', now(), now() from account where name = '"
            + Who.AUTHOR.account()
            + "'");
  }

  /** Gives all of it back. */
  void giveBack() {
    Visitor moderator = visitors.get(Who.MODERATOR);
    change(moderator, doomed, "restore");
    change(moderator, deleted, "restore");
    change(moderator, ownDeleted, "restore");
    change(moderator, roomDeleted, "restore");
    closeRoom("AS_ABOVE");
    for (long post : posts()) {
      var form = moderator.get("/mod").html().select("form[action=/mod/" + post + "/approve]");
      if (!form.isEmpty()) {
        moderator.get("/mod").form("/mod/" + post + "/approve").send().expect(303);
      }
    }
    settle();
  }

  /** Until all effects of what happened are there. */
  void settle() {
    forum.execute("update account set digest_at = null");
    forum.digest();
    soon("all mails went out", () -> mailsLeft() == 0);
  }

  private long mailsLeft() {
    return forum.count("select count(*) from mail where state in ('WAITING', 'SENDING')");
  }

  private String topic(String title, String body) {
    return visitors
        .get(Who.AUTHOR)
        .get(board + "/new")
        .form(board + "/new")
        .set("title", title)
        .set("tags", "agora")
        .set("body", body)
        .send()
        .expect(303)
        .location();
  }

  private long reply(Visitor by, String body, String parent) {
    String form = replyForm();
    by.get(form).form(form).set("body", body).set("parent", parent).send().expect(303);
    return lastPost();
  }

  String replyForm() {
    return Acts.action(open, "reply");
  }

  private static void edit(Visitor by, long post, String body) {
    String form = "/p/" + post + "/edit";
    by.get(form).form(form).set("body", body).send().expect(303);
  }

  private static void change(Visitor by, long post, String what) {
    String form = "/p/" + post + "/" + what;
    String place = by.get("/p/" + post).location();
    by.get(place.substring(0, place.indexOf('#'))).form(form).send().expect(303);
  }

  private long lastPost() {
    return forum.count("select max(id) from post");
  }

  List<Long> posts() {
    return upTo(lastPost());
  }

  List<Long> topics() {
    return upTo(forum.count("select max(id) from topic"));
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
