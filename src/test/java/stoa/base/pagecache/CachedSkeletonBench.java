package stoa.base.pagecache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import stoa.access.TestViewers;
import stoa.base.view.Unread;
import stoa.base.web.Members;
import stoa.base.web.Visit;
import stoa.topic.TopicPageBench;

/** Filling a topic's page of 20 posts for one member, out of the one that all share. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
public class CachedSkeletonBench {
  private static final String COOKIES = "lang=en; sid=0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
  private static final String ACCEPT = "en-GB,en;q=0.9,de;q=0.5";

  private final BenchShell shell = new BenchShell();
  private final byte[] html = shell.members(TopicPageBench.members(shell));
  private final CachedSkeleton page = shell.shared(html);
  private final Map<Long, PageSkeleton> parts =
      Map.of(1_003L, shell.pieces("<footer>mine</footer>".getBytes(UTF_8)));
  private final SlotValues own = shell.own(new Sappho());
  private final Visit visit = own.ifLocal(COOKIES, ACCEPT).orElseThrow();

  /** The only member, whose session is known. */
  private static final class Sappho implements Members {
    private final SignedIn signedIn = new SignedIn(TestViewers.member(7, "Sappho"), null, () -> 2);

    @Override
    public Optional<SignedIn> bySession(String token) {
      return Optional.of(signedIn);
    }

    @Override
    public Optional<SignedIn> ifLocal(String token) {
      return Optional.of(signedIn);
    }

    @Override
    public Optional<SignedIn> remembered(String token) {
      return Optional.of(signedIn);
    }
  }

  @Benchmark
  public Object filled() {
    return page.filled(Map.of(), own.of(visit), Unread.NOTHING);
  }

  @Benchmark
  public Object filledWithAPostOfHis() {
    return page.filled(parts, own.of(visit), Unread.NOTHING);
  }

  /** With finding out who they are. */
  @Benchmark
  public Object recognizedAndFilled() {
    var visit = own.ifLocal(COOKIES, ACCEPT).orElseThrow();
    return page.filled(Map.of(), own.of(visit), Unread.NOTHING);
  }

  /** Made once for all. */
  @Benchmark
  public Object cut() {
    return shell.shared(html);
  }
}
