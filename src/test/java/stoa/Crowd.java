package stoa;

import static stoa.support.Eventually.within;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import stoa.support.Acts;
import stoa.support.Visitor;

/** People who read and post whatever happens, and note what they got. */
final class Crowd implements AutoCloseable {
  private static final Duration THINKS = Duration.ofMillis(30);

  private final List<Thread> people = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger read = new AtomicInteger();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();

  /** One more who opens these pages in turn. */
  void reads(Visitor reader, List<String> pages) {
    people.add(Thread.ofVirtual().start(() -> read(reader, pages)));
  }

  /** One more who answers a topic. */
  void posts(Visitor poster, String name, String topic) {
    people.add(Thread.ofVirtual().start(() -> post(poster, name, topic)));
  }

  private void read(Visitor reader, List<String> pages) {
    for (int i = 0; !over.get(); i++) {
      String page = pages.get(i % pages.size());
      try {
        var answer = reader.get(page);
        if (answer.status() == 200) {
          read.incrementAndGet();
        } else {
          failed.add("GET " + page + ": " + answer.status() + " " + answer.text());
        }
      } catch (UncheckedIOException e) {
        failed.add("GET " + page + ": " + e);
      }
      think();
    }
  }

  private void post(Visitor poster, String name, String topic) {
    String action = Acts.action(topic, "reply");
    String csrf = poster.get(topic).html().select("input[name=_csrf]").attr("value");
    for (int i = 0; !over.get(); i++) {
      String text = name + " " + i;
      var form = new HashMap<String, String>();
      form.put("_csrf", csrf);
      form.put("_once", "once " + text);
      form.put("body", text);
      form.put("parent", "");
      try {
        var answer = poster.post(action, form);
        if (answer.status() == 303) {
          acknowledged.add(text);
        } else if (isGivenBack(answer)) {
          i--;
        } else {
          failed.add("POST " + text + ": " + answer.status() + " " + answer.text());
        }
      } catch (UncheckedIOException e) {
        failed.add("POST " + text + ": " + e);
      }
      think();
    }
  }

  /**
   * On a machine with far too much to do the database may be too slow for a post: its author has it
   * before them and sends it again. No server that stops says that.
   */
  private static boolean isGivenBack(Visitor.Answer answer) {
    return answer.status() == 503 && !answer.html().select("textarea[name=body]").isEmpty();
  }

  private static void think() {
    LockSupport.parkNanos(THINKS.toNanos());
  }

  /** Waits until they have read and posted so much more. */
  void goesOn(int pages, int posts) {
    int readBefore = read.get();
    int postedBefore = acknowledged.size();
    within(
        Duration.ofSeconds(60),
        "reading and posting goes on; failed: " + failed,
        () -> read.get() >= readBefore + pages && acknowledged.size() >= postedBefore + posts);
  }

  /** Posts whose authors were told that they are there. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** All that was not answered as it should have been. */
  List<String> failed() {
    return List.copyOf(failed);
  }

  int read() {
    return read.get();
  }

  @Override
  public void close() throws InterruptedException {
    over.set(true);
    for (var person : people) {
      person.join();
    }
  }
}
