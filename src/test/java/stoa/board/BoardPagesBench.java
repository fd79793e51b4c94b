package stoa.board;

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
import stoa.base.Paging;
import stoa.base.pagecache.BenchShell;
import stoa.base.view.Author;
import stoa.base.view.Crumb;
import stoa.base.view.Pager;
import stoa.base.view.TopicEnd;
import stoa.base.view.Urls;
import stoa.topic.TopicRow;
import stoa.watch.WatchLevel;

/** The templates of the index with 12 boards and of a board with 30 topics. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class BoardPagesBench {
  private final BenchShell shell = new BenchShell();
  private final IndexPage index = index();
  private final BoardPage guests = board(null);
  private final BoardPage members = board(WatchLevel.NORMAL);

  private static IndexPage index() {
    var boards = IntStream.rangeClosed(1, 12).mapToObj(BoardPagesBench::row).toList();
    var category = new IndexPage.CategoryRow(1, "The Agora", "/b/agora", "", false, boards);
    return new IndexPage(List.of(category), List.of(), List.of(), 6_667, 100_000, 20, false);
  }

  private static BoardRow row(int number) {
    return new BoardRow(
        number,
        "Board " + number,
        "/b/board-" + number,
        "What belongs to " + number,
        false,
        555,
        8_333,
        new BoardRow.LastPost(
            "A question about harbours, number " + number,
            Urls.post(number),
            Author.of("Alcaeus", "Alcaeus"),
            BenchShell.NOW.minusSeconds(100L * number)),
        List.of(new TopicEnd(number, 20, 0)),
        List.of());
  }

  private static BoardPage board(@Nullable WatchLevel level) {
    return new BoardPage(
        new BoardPage.Head(
            "Board 3",
            "/b/board-3",
            "What belongs to 3",
            false,
            false,
            true,
            List.of(new Crumb("The Agora", "/b/agora"))),
        List.of(),
        IntStream.rangeClosed(1, 30).mapToObj(BoardPagesBench::topic).toList(),
        "active",
        new Pager(new Paging(1, 19), "/b/board-3", "?page="),
        level,
        null);
  }

  private static TopicRow topic(int number) {
    return new TopicRow(
        number,
        "A question about harbours and light, number " + number,
        Urls.topic(number, "question-" + number),
        null,
        List.of(),
        new TopicRow.Flags(false, false, false),
        new TopicRow.Opening(
            Author.of("Sappho", "Sappho"), BenchShell.NOW.minusSeconds(90_000L * number)),
        new TopicRow.Counts(14, 230, 1 + number % 3),
        new TopicRow.LastPost(
            Urls.post(number),
            Author.of("Alcaeus", "Alcaeus"),
            BenchShell.NOW.minusSeconds(100L * number),
            20));
  }

  @Benchmark
  public Object indexForGuests() {
    return shell.guest(index);
  }

  @Benchmark
  public Object indexForMembers() {
    return shell.members(index);
  }

  @Benchmark
  public Object boardForGuests() {
    return shell.guest(guests);
  }

  @Benchmark
  public Object boardForMembers() {
    return shell.members(members);
  }
}
