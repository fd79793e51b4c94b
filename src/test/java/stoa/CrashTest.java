package stoa;

import static org.assertj.core.api.Assertions.assertThat;
import static stoa.support.Eventually.within;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import stoa.support.Acts;
import stoa.support.Alone;
import stoa.support.FaultProxy;
import stoa.support.ServerProcess;
import stoa.support.Visitor;

/**
 * kill -9 of the server, PostgreSQL, NATS and Redis in turn, at random moments, while people post:
 * what was acknowledged is there once, and everybody concerned is notified of it once.
 */
@Alone
final class CrashTest {
  private static final int ROUNDS = Integer.getInteger("stoa.crash.rounds", 20);
  private static final int POSTERS = 3;
  private static final long SEED = Long.getLong("stoa.crash.seed", System.nanoTime());

  private final Random random = new Random(SEED);
  private final List<String> acknowledged = new ArrayList<>();
  private final List<Thread> posters = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void whatWasAcknowledgedIsThereOnceAndNotifiedOnce() throws Exception {
    try (var nats = ServerProcess.nats();
        var redis = ServerProcess.redis();
        var toNats = new FaultProxy(nats.port());
        var toRedis = new FaultProxy(redis.port());
        var forum =
            new ServedForum(
                Map.of(
                    "STOA_NATS_URL", "nats://127.0.0.1:" + toNats.port(),
                    "STOA_REDIS_URL", "redis://127.0.0.1:" + toRedis.port(),
                    "STOA_BREAKER_OPEN", "1s"))) {
      String topic = prepare(forum);
      for (int round = 0; round < ROUNDS; round++) {
        int before = acknowledgedCount();
        within(
            Duration.ofSeconds(60),
            "posting goes on in round " + round + ", seed " + SEED,
            () -> acknowledgedCount() > before + 3);
        pause(50 + random.nextInt(400));
        switch (round % 6) {
          case 0 -> {
            forum.killServer();
            forum.startServer();
          }
          case 1 -> forum.killPostgres();
          case 2 -> {
            nats.kill();
            pause(random.nextInt(500));
            nats.start();
          }
          case 3 -> swallow(toNats);
          case 4 -> swallow(toRedis);
          default -> {
            redis.kill();
            pause(random.nextInt(500));
            redis.start();
          }
        }
      }
      over.set(true);
      for (var poster : posters) {
        poster.join();
      }
      check(forum, topic);
    }
  }

  /** For a while whatever is sent there vanishes, and nothing comes back. */
  private void swallow(FaultProxy proxy) {
    proxy.set(FaultProxy.Mode.HOLE);
    pause(500 + random.nextInt(2_500));
    proxy.set(FaultProxy.Mode.PASS);
  }

  private String prepare(ServedForum forum) throws Exception {
    var solon = new Visitor(forum.url());
    register(solon, forum.setup(), "Solon");
    forum.administrated();
    solon.get("/admin/boards").form("/admin/boards").set("title", "Cat").send().expect(303);
    var page = solon.get("/admin/boards");
    String category = page.html().select("select#parent option").last().val();
    page.form("/admin/boards").set("title", "Board").set("parent", category).send().expect(303);
    String topic =
        solon
            .get("/b/board/new")
            .form("/b/board/new")
            .set("title", "Crashes")
            .set("body", "first")
            .send()
            .expect(303)
            .location();
    for (int i = 1; i <= POSTERS; i++) {
      var poster = new Visitor(forum.url());
      register(poster, "/register", "Poster" + i);
      int number = i;
      posters.add(Thread.ofVirtual().start(() -> post(forum, poster, topic, number)));
    }
    return topic;
  }

  private static void register(Visitor visitor, String path, String name) {
    visitor
        .get(path)
        .form("/register")
        .set("username", name)
        .set("email", name + "@example.org")
        .set("password", TestForum.PASSWORD)
        .send()
        .expect(303);
  }

  /** A person who goes on posting whatever happens, and notes what they were told is safe. */
  private void post(ServedForum forum, Visitor registered, String topic, int number) {
    String action = Acts.action(topic, "reply");
    String csrf = registered.get(topic).html().select("input[name=_csrf]").attr("value");
    for (int i = 0; !over.get(); i++) {
      var poster = new Visitor(forum.url()); // another port after each start
      poster.cookies().putAll(registered.cookies());
      String text = "poster " + number + " post " + i;
      var form = new HashMap<String, String>();
      form.put("_csrf", csrf);
      form.put("_once", "once-" + number + "-" + i);
      form.put("body", text);
      form.put("parent", "");
      try {
        int status = poster.post(action, form).status();
        if (status == 303 || status == 202) {
          note(text);
        }
      } catch (UncheckedIOException e) {
        pause(100); // the server is gone
      }
      pause(20);
    }
  }

  private synchronized void note(String text) {
    acknowledged.add(text);
  }

  private synchronized int acknowledgedCount() {
    return acknowledged.size();
  }

  private void check(ServedForum forum, String topic) {
    within(
        Duration.ofSeconds(60),
        "the spool is empty, seed " + SEED,
        () -> forum.metric("forum_spool_entries") == 0);
    within(
        Duration.ofSeconds(90),
        "all events are handled, seed " + SEED,
        () ->
            forum.count(
                    "select count(*) from outbox o where o.kind = 'replied' and not exists (select"
                        + " from handled h where h.event_id = o.id and h.consumer ="
                        + " 'notifications')")
                == 0);
    var texts = texts(new Visitor(forum.url()), topic);
    assertThat(texts)
        .as("seed " + SEED)
        .containsOnlyOnceElementsOf(acknowledged)
        .doesNotHaveDuplicates();
    // Solon opened the topic, so they are notified of each reply, the posters of each other's.
    long replies = forum.count("select count(*) from post where position > 1");
    assertThat(
            forum.count(
                "select count(*) from notification n join account a on a.id = n.account_id"
                    + " where n.kind = 'REPLY' and a.name = 'Solon'"))
        .as("seed " + SEED)
        .isEqualTo(replies);
    assertThat(
            forum.count(
                "select count(*) from (select account_id, post_id from notification"
                    + " group by 1, 2 having count(*) > 1) twice"))
        .isZero();
    assertThat(forum.count("select count(*) from parked")).isZero();
    checkIndex(forum);
    System.out.println(
        acknowledged.size() + " acknowledged, " + replies + " posts after " + ROUNDS + " kills");
  }

  /** The search index has every post of every poster. */
  private static void checkIndex(ServedForum forum) {
    for (int i = 1; i <= POSTERS; i++) {
      String name = "Poster" + i;
      long posts =
          forum.count(
              "select count(*) from post p join account a on a.id = p.author_id where a.name = '"
                  + name
                  + "'");
      within(
          Duration.ofSeconds(30),
          "the index has " + posts + " posts of " + name + ", seed " + SEED,
          () -> found(forum, name) == Math.min(posts, 1_000));
    }
  }

  private static long found(ServedForum forum, String author) {
    var page = new Visitor(forum.url()).get("/search?q=post+author:" + author).expect(200);
    String count = page.html().select(".list-head h2").text().replaceAll("[^0-9]", "");
    return count.isEmpty() ? 0 : Long.parseLong(count);
  }

  private static void pause(int millis) {
    java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }

  private static List<String> texts(Visitor reader, String topic) {
    var texts = new ArrayList<String>();
    for (int page = 1; ; page++) {
      var answer = reader.get(page == 1 ? topic : topic + "?page=" + page);
      if (answer.status() == 404) {
        return texts;
      }
      texts.addAll(answer.expect(200).html().select(".post .text").eachText());
    }
  }
}
