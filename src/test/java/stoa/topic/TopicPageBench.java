package stoa.topic;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import stoa.access.PostState;
import stoa.base.Message;
import stoa.base.Paging;
import stoa.base.pagecache.BenchShell;
import stoa.base.view.Author;
import stoa.base.view.Crumb;
import stoa.base.view.Field;
import stoa.base.view.Pager;
import stoa.base.view.Urls;
import stoa.base.view.View;
import stoa.base.web.FragmentMark;
import stoa.watch.WatchLevel;

/** The template of a topic's page with 20 posts: for guests, for all members, for one of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class TopicPageBench {
  private static final String TEXT =
      """
      <p>Who keeps the <strong>lighthouse</strong>? They say <code>nobody</code> does, and yet:</p>
      <blockquote>
      <p>the lamp is lit each evening</p>
      </blockquote>
      <p>有人说灯塔里没有人，可是每天晚上灯都亮着。</p>
      """;

  private final BenchShell shell = new BenchShell();
  private final View guests = page(null, new FragmentMark(""), null);
  private final View members = members(shell);
  private final View member = page(form("once"), new FragmentMark(""), WatchLevel.NORMAL);

  /** As it is made for all members. */
  public static View members(BenchShell shell) {
    return page(form(shell.once()), shell.parts(), WatchLevel.NORMAL);
  }

  private static ReplyForm form(String once) {
    return new ReplyForm("/t/42/reply", Field.EMPTY, "", once);
  }

  private static View page(
      @Nullable ReplyForm reply, FragmentMark mark, @Nullable WatchLevel level) {
    return new TopicPage(
        new TopicPage.Head(
            42,
            "A question about harbours and light",
            List.of(new Crumb("The Agora", "/b/agora"), new Crumb("Poetry", "/b/poetry")),
            List.of(new Crumb("light", Urls.tag("light"))),
            false,
            false,
            null,
            284,
            1_234),
        IntStream.rangeClosed(1, 20).mapToObj(number -> post(number, reply != null)).toList(),
        new Pager(new Paging(7, 15), "/t/42/a-question", "?page="),
        mark,
        new TopicPage.Own(
            reply,
            reply == null ? Message.of("topic.signInToReply") : null,
            false,
            false,
            false,
            level));
  }

  private static PostRow post(int number, boolean signedIn) {
    String name = "Alcaeus" + number;
    return new PostRow(
        1_000 + number,
        120 + number,
        true,
        Author.of(name, name),
        new PostRow.Badges(List.of(), false, false),
        new PostRow.Body(
            TEXT, BenchShell.NOW.minusSeconds(1_000L * number), null, PostState.VISIBLE),
        number % 3,
        null,
        new PostActions(
            signedIn ? "/t/42/reply?quote=" + number : null,
            null,
            false,
            false,
            signedIn,
            false,
            false));
  }

  @Benchmark
  public Object guest() {
    return shell.guest(guests);
  }

  @Benchmark
  public Object allMembers() {
    return shell.members(members);
  }

  @Benchmark
  public Object oneMember() {
    return shell.member(member);
  }
}
