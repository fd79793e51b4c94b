package stoa;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import stoa.support.Visitor;
import stoa.support.Wire;

/**
 * Counts what pages cost, and writes it to a file; {@link CostTest} begins it in a JVM of its own.
 */
final class CostTrial {
  private static final int WARMING = 12;

  private static final int SINGLE = 8;

  private static final int BATCHES = 5;
  private static final int BATCH_ANEW = 6;
  private static final int BATCH_COPIES = 40;

  private static final int REPLIES = 16;
  private static final int COLD = 4;
  private static final int ROUNDS = 5;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final CostForum forum;
  private final Wire wire;
  private final TreeMap<String, Long> figures = new TreeMap<>();

  private CostTrial(CostForum forum, Wire wire) {
    this.forum = forum;
    this.wire = wire;
  }

  public static void main(String[] arguments) {
    try (var forum = new CostForum();
        var wire = new Wire(forum.forum().url())) {
      new CostTrial(forum, wire).measure().write(Path.of(arguments[0]));
    }
    System.exit(0); // nobody waits for what a forum may have left behind
  }

  /**
   * @param guests whether guests have such a page
   * @param copied whether there are copies of it
   */
  private record Page(String name, String path, boolean guests, boolean copied) {
    static Page copied(String name, String path) {
      return new Page(name, path, true, true);
    }

    /** An address of the same page that no copy has. */
    String anew() {
      return path + (path.contains("?") ? "&" : "?") + "x=1";
    }
  }

  private List<Page> pages() {
    String topic = forum.longTopic();
    long middle =
        forum
            .forum()
            .count(
                "select id from post where position = 1000 and topic_id = " + CostForum.id(topic));
    return List.of(
        Page.copied("index", "/"),
        Page.copied("board", forum.board()),
        Page.copied("topic-short", forum.shortTopic()),
        Page.copied("topic-first", topic),
        Page.copied("topic-middle", topic + "?page=" + CostForum.LONG_PAGES / 2),
        Page.copied("topic-last", topic + "?page=" + CostForum.LONG_PAGES),
        Page.copied("latest", "/latest"),
        Page.copied("top", "/top"),
        Page.copied("profile", "/u/Sappho"),
        new Page("search", "/search?q=lighthouse", true, false),
        new Page("permalink", "/p/" + middle, true, false),
        new Page("unread", "/unread", false, false),
        new Page("notifications", "/notifications", false, false),
        new Page("settings", "/settings", false, false));
  }

  private Costs measure() {
    String reader = forum.reader();
    for (Page page : pages()) {
      if (page.guests()) {
        measure("guest." + page.name(), page, "");
      }
      boolean own = page.name().equals("notifications");
      measure("member." + page.name(), page, own ? forum.author() : reader);
    }
    reply();
    afterChange("index", "/", reader);
    afterChange("board", forum.board(), reader);
    afterChange("topic-short", forum.shortTopic(), reader);
    afterChange("latest", "/latest", reader);
    afterChange("top", "/top", reader);
    missed("guest", "pages", "");
    missed("member", "member_pages", reader);
    return new Costs(figures);
  }

  private void measure(String name, Page page, String cookies) {
    int status = page.name().equals("permalink") ? 302 : 200;
    byte[] anew = Wire.get(page.anew(), cookies);
    measure(name + ".anew", anew, status, BATCH_ANEW);
    if (page.copied()) {
      measure(name + ".copy", Wire.get(page.path(), cookies), status, BATCH_COPIES);
    }
    if (status == 200) {
      figures.put(name + ".bytes", (long) wire.ask(anew, status));
    }
  }

  private void measure(String name, byte[] request, int status, int batch) {
    for (int i = 0; i < WARMING; i++) {
      int _ = wire.ask(request, status);
    }
    Runnable ask = () -> wire.ask(request, status);
    figures.put(name + ".statements", usual(SINGLE, () -> growth(this::statements, ask)));
    long least = Long.MAX_VALUE;
    for (int i = 0; i < BATCHES; i++) {
      least = Math.min(least, growth(this::allocated, () -> times(batch, ask)) / batch);
    }
    figures.put(name + ".allocated", least);
  }

  private static void times(int count, Runnable work) {
    for (int i = 0; i < count; i++) {
      work.run();
    }
  }

  private static long growth(LongSupplier figure, Runnable work) {
    long before = figure.getAsLong();
    work.run();
    return figure.getAsLong() - before;
  }

  /**
   * Of some figures the one at the end of the first quarter: jobs in the background add to many,
   * and what is only needed now and then makes a few smaller.
   */
  private static long usual(int count, LongSupplier figure) {
    long[] seen = new long[count];
    Arrays.setAll(seen, _ -> figure.getAsLong());
    Arrays.sort(seen);
    return seen[count / 4];
  }

  private long statements() {
    return (long) forum.forum().metric("forum_db_statement_duration_seconds_count");
  }

  /** By all threads, also those that have ended, but this one, which asks. */
  private long allocated() {
    return threads.getTotalThreadAllocatedBytes() - threads.getCurrentThreadAllocatedBytes();
  }

  /** A reply, with all that follows from it. */
  private void reply() {
    var requests = new ArrayDeque<byte[]>();
    times(WARMING + 2 * REPLIES, () -> requests.add(form(requests.size())));
    Runnable reply = () -> forum.follow(() -> wire.ask(requests.remove(), 303));
    times(WARMING, reply);
    figures.put("member.reply.statements", usual(REPLIES, () -> growth(this::statements, reply)));
    figures.put("member.reply.allocated", usual(REPLIES, () -> growth(this::allocated, reply)));
  }

  /** What a page takes that is asked for first after a reply to a topic that stands on it. */
  private void afterChange(String name, String path, String reader) {
    figures.put("guest." + name + ".changed.statements", afterChange(Wire.get(path, "")));
    figures.put("member." + name + ".changed.statements", afterChange(Wire.get(path, reader)));
  }

  private long afterChange(byte[] page) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLD; i++) {
      byte[] form = form(i);
      forum.follow(() -> wire.ask(form, 303));
      least = Math.min(least, growth(this::statements, () -> wire.ask(page, 200)));
    }
    return least;
  }

  /** A form as a browser sends it that was given it by the page. */
  private byte[] form(int number) {
    Visitor author = forum.replier();
    String topic = forum.shortTopic();
    String action = "/t/" + CostForum.id(topic) + "/reply";
    var form = author.get(topic).expect(200).form(action);
    String body =
        List.of("_csrf", "_once").stream()
            .map(field -> field + "=" + encoded(form.value(field)) + "&")
            .reduce("", String::concat);
    return Wire.post(
        action,
        CostForum.cookies(author),
        body + "parent=&body=" + encoded(CostForum.text(number)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** How many of 100 looks find no copy, where somebody replies before each 20. */
  private void missed(String who, String cache, String cookies) {
    var pages =
        List.of("/", forum.board(), forum.shortTopic(), forum.longTopic(), "/u/Sappho").stream()
            .map(path -> Wire.get(path, cookies))
            .toList();
    pages.forEach(page -> wire.ask(page, 200));
    double asked = 0;
    double hits = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] form = form(round);
      forum.follow(() -> wire.ask(form, 303));
      double before = hits(cache);
      for (int i = 0; i < 20; i++) {
        int _ = wire.ask(pages.get(i % pages.size()), 200);
        asked++;
      }
      hits += hits(cache) - before;
    }
    figures.put(who + ".copies.misses", Math.round(100 * (asked - hits) / asked));
  }

  private double hits(String cache) {
    return forum.forum().metric("forum_cache_requests_total", "cache", cache, "result", "hit");
  }
}
