package stoa.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stoa.base.Deadline;
import stoa.base.StartFault;

final class SpoolTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;

  private Spool open() {
    return open(1_000, 1 << 20);
  }

  private Spool open(int records, long bytes) {
    return Spool.open(folder, records, bytes, InstantSource.system(), new CollectorRegistry());
  }

  private static SpooledPost text(int number) {
    return new SpooledPost(
        7, null, 42, null, "", List.of(), "text 文字 " + number, "once-" + number, NOON);
  }

  private static void close(Spool spool) {
    try {
      spool.stop(Deadline.in(Duration.ofSeconds(1)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Spool.Done> ended(Spool spool, int most, boolean accepted) {
    return spool.first(most).stream()
        .map(waiting -> new Spool.Done(waiting.number(), accepted))
        .toList();
  }

  private Path file() {
    return folder.resolve("records");
  }

  private List<String> bodies() {
    var spool = open();
    var bodies = spool.all().stream().map(SpooledPost::body).toList();
    close(spool);
    return bodies;
  }

  private byte[] three() throws Exception {
    var spool = open();
    for (int i = 1; i <= 3; i++) {
      spool.append(text(i));
    }
    close(spool);
    return Files.readAllBytes(file());
  }

  @Test
  void whatWasTakenIsThereAfterARestartInItsOrder() throws Exception {
    byte[] _ = three();
    assertThat(bodies()).containsExactly("text 文字 1", "text 文字 2", "text 文字 3");
    var spool = open();
    assertThat(spool.all().getFirst()).isEqualTo(text(1));
    close(spool);
  }

  @Test
  void aRecordThatBreaksOffAnywhereIsCutAndTheOthersStay() throws Exception {
    byte[] whole = three();
    int third = whole.length - (whole.length / 3);
    for (int end = whole.length - 1; end > third; end--) {
      Files.write(file(), java.util.Arrays.copyOf(whole, end));
      assertThat(bodies()).as("cut at " + end).containsExactly("text 文字 1", "text 文字 2");
      assertThat(Files.size(file())).as("cut at " + end).isLessThanOrEqualTo(third);
      Files.delete(file());
    }
  }

  @Test
  void aDamagedByteAnywhereSetsOneRecordAside() throws Exception {
    byte[] whole = three();
    int size = whole.length / 3;
    for (int at = size; at < 2 * size; at++) {
      byte[] bad = whole.clone();
      bad[at] ^= 0x5a;
      Files.write(file(), bad);
      assertThat(bodies()).as("byte " + at).containsExactly("text 文字 1", "text 文字 3");
      assertThat(bodies()).as("once more, byte " + at).hasSize(2);
    }
    try (var files = Files.list(folder)) {
      assertThat(files.filter(path -> path.getFileName().toString().startsWith("damaged-")))
          .isNotEmpty();
    }
  }

  @Test
  void whatIsDoneDoesNotComeBack() throws Exception {
    byte[] _ = three();
    var spool = open();
    spool.done(ended(spool, 1, true));
    close(spool);
    assertThat(bodies()).containsExactly("text 文字 2", "text 文字 3");
    var again = open();
    again.done(ended(again, 2, false));
    assertThat(again.holds(42)).isFalse();
    assertThat(again.isEmpty()).isTrue();
    assertThat(Files.size(file())).isZero();
    again.append(text(9));
    close(again);
    assertThat(bodies()).containsExactly("text 文字 9");
  }

  @Test
  void theSameFormTwiceIsKeptOnce() throws Exception {
    var spool = open();
    spool.append(text(1));
    spool.append(text(1));
    assertThat(spool.all()).hasSize(1);
    close(spool);
  }

  @Test
  void itIsBoundedByRecordsAndBytes() throws Exception {
    var few = open(2, 1 << 20);
    few.append(text(1));
    few.append(text(2));
    assertThatThrownBy(() -> few.append(text(3))).isInstanceOf(Spool.Full.class);
    close(few);
    assertThat(bodies()).hasSize(2);
    var small = open(100, Files.size(file()) + 10);
    assertThatThrownBy(() -> small.append(text(4))).isInstanceOf(Spool.Full.class);
    close(small);
    assertThat(bodies()).hasSize(2);
  }

  @Test
  void aTextThatTheDiskDidNotTakeIsToldToHealth() throws Exception {
    var spool = open();
    spool.checkRoom();
    close(spool); // so that its file takes nothing
    assertThatThrownBy(() -> spool.append(text(1))).isInstanceOf(Spool.Full.class);
    assertThatThrownBy(spool::checkRoom)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the spool cannot be written");
  }

  @Test
  void anotherServerCannotUseIt() throws Exception {
    var spool = open();
    assertThatThrownBy(this::open).isInstanceOf(StartFault.class).hasMessageContaining("data.dir");
    close(spool);
  }

  @Test
  void manyAtOnceAreAllKept() throws Exception {
    var spool = open();
    var all =
        IntStream.range(0, 64)
            .mapToObj(i -> CompletableFuture.runAsync(() -> appendTen(spool, i)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all).join();
    close(spool);
    assertThat(bodies()).hasSize(640).doesNotHaveDuplicates();
  }

  private static void appendTen(Spool spool, int writer) {
    try {
      for (int i = 0; i < 10; i++) {
        spool.append(text(writer * 10 + i));
      }
    } catch (Spool.Full e) {
      throw new IllegalStateException(e);
    }
  }
}
