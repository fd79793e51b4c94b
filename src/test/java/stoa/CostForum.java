package stoa;

import static stoa.support.Eventually.soon;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import stoa.support.Acts;
import stoa.support.Visitor;

/** A forum that is the same each time: a dozen boards, some topics, one of them with 100 pages. */
final class CostForum implements AutoCloseable {
  static final int LONG_PAGES = 100;
  private static final int TOPICS = 30;
  private static final int POSTS_ON_A_PAGE = 20;

  /** What follows from a reply. */
  private static final List<String> EFFECTS = List.of("changes", "notifications");

  private static final String BOARDS =
      """
      with category as (
        insert into board (title, slug, position, created_at)
        values ('Everything', 'everything', 1, timestamptz '2026-11-01') returning id)
      insert into board (parent_id, title, slug, description, position, created_at)
      select category.id, 'Board ' || n, 'board-' || n, 'What belongs to ' || n, n,
        timestamptz '2026-11-01'
      from category, generate_series(1, 11) n
      """;

  /** Replies of others, as they would have been written; no word in them is searched for. */
  private static final String REPLIES =
      """
      insert into post (topic_id, position, author_id, source, html, renderer, created_at)
      select first.topic_id, n, others.id, x.text, '<p>' || x.text || '</p>', first.renderer,
        first.created_at
      from generate_series(2, %d) n,
        (select * from post where topic_id = %s) first,
        (select min(id) as id from account where name = 'Alcaeus') others,
        lateral (select 'Reply ' || n || ' speaks of the moon and of winter light on stone; a quay '
          || 'is quiet then, and whoever waits there learns to count the boats that come home late.'
          as text) x
      """;

  private static final String COUNTS =
      """
      update topic set post_count = last.position, reply_count = last.position - 1,
        last_post_id = last.id, last_author_id = last.author_id
      from (select * from post where topic_id = %s order by position desc limit 1) last
      where topic.id = last.topic_id
      """;

  private final TestForum forum =
      TestForum.with(Map.of("STOA_LIMITS_SEARCHES_PER_MINUTE", "100000"));
  private final Visitor sappho;
  private final Visitor alcaeus;
  private final String board;
  private final String longTopic;
  private final String shortTopic;

  CostForum() {
    var solon = forum.administrator();
    forum.execute(BOARDS);
    board = forum.board(solon, "Poetry");
    sappho = forum.member("Sappho");
    alcaeus = forum.member("Alcaeus");
    longTopic = topic(0);
    for (int i = 1; i < TOPICS; i++) {
      String _ = topic(i);
    }
    shortTopic = topic(TOPICS);
    for (int i = 1; i < POSTS_ON_A_PAGE; i++) {
      String text = text(i);
      follow(() -> reply(alcaeus, shortTopic, text).expect(303));
    }
    forum.execute(REPLIES.formatted(LONG_PAGES * POSTS_ON_A_PAGE, id(longTopic)));
    forum.execute(COUNTS.formatted(id(longTopic)));
    soon("all is indexed", () -> found().startsWith(TOPICS + POSTS_ON_A_PAGE + " "));
  }

  private String topic(int number) {
    return sappho
        .get(board + "/new")
        .form(board + "/new")
        .set("title", "A question about harbours and light, number " + number)
        .set("body", text(number))
        .set("tags", "light, stone")
        .send()
        .expect(303)
        .location();
  }

  static String text(int number) {
    return """
    Who keeps the **lighthouse** at %d? They say `nobody` does, and yet:

    > the lamp is lit each evening

    * it is seen from [the harbour](https://example.org/harbour/%d)
    * 有人说灯塔里没有人，可是每天晚上灯都亮着。
    """
        .formatted(number, number);
  }

  static Visitor.Answer reply(Visitor author, String topic, String body) {
    return Acts.reply(author, topic, body);
  }

  private String found() {
    var page = forum.guest().get("/search?q=lighthouse").expect(200);
    boolean filling = !page.html().select("main > .callout").isEmpty();
    return filling ? "" : page.html().select(".list-head h2").text();
  }

  /** Makes a change and waits until all that follows from it has happened. */
  void follow(Runnable change) {
    double before = effects();
    change.run();
    soon("a reply has had its effects", () -> effects() >= before + EFFECTS.size());
  }

  private double effects() {
    return EFFECTS.stream()
        .mapToDouble(
            name -> forum.metric("forum_events_consumed_total", "consumer", name, "outcome", "ok"))
        .sum();
  }

  static String id(String topic) {
    return topic.split("/")[2];
  }

  TestForum forum() {
    return forum;
  }

  String board() {
    return board;
  }

  String longTopic() {
    return longTopic;
  }

  String shortTopic() {
    return shortTopic;
  }

  /** Who wrote the topics, and has been notified of replies. */
  String author() {
    return cookies(sappho);
  }

  Visitor replier() {
    return alcaeus;
  }

  /**
   * A member who reads; their pages are copies, since they have changed nothing lately. All topics
   * came after them.
   */
  String reader() {
    var reader = forum.member("Pindar");
    forum.execute(
        "update account set created_at = created_at - interval '1 day' where name = 'Pindar'");
    var _ = reader.get("/").expect(200); // with a word of welcome
    return cookies(reader);
  }

  static String cookies(Visitor visitor) {
    return visitor.forget("wrote").forget("flash").cookies().entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void close() {
    forum.close();
  }
}
