package stoa.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stoa.base.Deadline;
import stoa.base.StartFault;
import stoa.search.index.IndexContract;
import stoa.search.index.IndexedPost;
import stoa.search.index.OwnIndex;
import stoa.search.query.SearchRequest;

final class LuceneIndexTest extends IndexContract {
  @TempDir Path folder;

  private final List<LuceneIndex> opened = new ArrayList<>();

  @Override
  protected LuceneIndex index() {
    var index = new LuceneIndex(new LuceneFolders(folder, new LuceneDocuments(analyzer)));
    opened.add(index);
    return index;
  }

  private void close(LuceneIndex index) {
    opened.remove(index);
    index.stop(Deadline.in(Duration.ofSeconds(5)));
  }

  @AfterEach
  void closeAll() {
    List.copyOf(opened).forEach(this::close);
  }

  @Test
  void whatWasStoppedGoesOnWhereItWas() {
    var first = index();
    assertThat(first.place()).isEqualTo(OwnIndex.NO_PLACE);
    put(first, post(1, "", "word"));
    first.moveTo(42);
    close(first);
    var second = index();
    assertThat(found(second, "word")).containsExactly(1L);
    assertThat(second.place()).isEqualTo(42);
    assertThat(second.check()).isTrue();
  }

  @Test
  void twoServersDoNotShareAFolder() {
    index();
    assertThatThrownBy(this::index).isInstanceOf(StartFault.class).hasMessageContaining("another");
  }

  @Test
  void aHalfMadeOneIsForgottenAtTheStart() throws IOException {
    var first = index();
    put(first, post(1, "", "word"));
    first.beside().put(List.of(post(2, "", "word")));
    close(first);
    var second = index();
    assertThat(found(second, "word")).containsExactly(1L);
    assertThat(folders()).hasSize(1);
  }

  @Test
  void theNewOneHoldsAfterARestart() throws IOException {
    var first = index();
    put(first, post(1, "", "old"));
    var beside = first.beside();
    beside.put(List.of(post(2, "", "new")));
    beside.takeOver(9);
    close(first);
    var second = index();
    assertThat(found(second, "new")).containsExactly(2L);
    assertThat(second.place()).isEqualTo(9);
    assertThat(folders()).hasSize(1);
  }

  @Test
  void oneOfAnotherAnalysisIsAskedUntilItIsMadeAnew() throws IOException {
    var first = index();
    assertThat(first.outdated()).isFalse();
    put(first, post(1, "", "word"));
    close(first);
    try (var directory = FSDirectory.open(folder.resolve("g1"));
        var writer =
            new IndexWriter(
                directory, new IndexWriterConfig().setIndexSort(LuceneDocuments.NEWEST_FIRST))) {
      writer.setLiveCommitData(Map.of("place", "7", "complete", "true").entrySet());
    }
    var second = index();
    assertThat(found(second, "word")).containsExactly(1L);
    second.moveTo(8);
    close(second);
    var third = index();
    assertThat(third.place()).isEqualTo(8);
    assertThat(third.outdated()).isTrue();
    var beside = third.beside();
    beside.put(List.of(post(2, "", "word")));
    beside.takeOver(9);
    assertThat(third.outdated()).isFalse();
    close(third);
    assertThat(index().outdated()).isFalse();
  }

  @Test
  void manySegmentsBecomeFewAndHoldTheSame() throws IOException {
    var first = index();
    for (long id = 1; id <= 9; id++) {
      put(first, post(id, "", "word"));
    }
    first.moveTo(4);
    first.compact();
    assertThat(found(first, "word")).hasSize(9);
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".si"))).hasSizeLessThanOrEqualTo(2);
    }
    close(first);
    var second = index();
    assertThat(found(second, "word")).hasSize(9);
    assertThat(second.place()).isEqualTo(4);
  }

  @Test
  void ofAWordThatVeryManyHaveTheNewestAreLookedAtAndAllTitles() {
    var index = index();
    long last = 4L + NewestMatches.LOOKED_AT;
    var posts = new ArrayList<IndexedPost>();
    posts.add(post(1, "", "common common"));
    posts.add(post(2, "Common ground", "else"));
    posts.add(post(3, "", "common rare"));
    for (long id = 4; id < last; id++) {
      posts.add(post(id, "", "common and other words"));
    }
    posts.add(post(last, "", "common common"));
    put(index, posts.toArray(IndexedPost[]::new));
    var hits = search(index, wanted("common"));
    assertThat(hits.posts()).startsWith(2L, last).doesNotContain(1L, 3L).hasSize(20);
    assertThat(hits.total()).isEqualTo(SearchRequest.COUNTED);
    assertThat(hits.more()).isTrue();
    assertThat(found(index, "common rare")).containsExactly(3L);
  }

  @Test
  void aMissingFileIsNoticedAtTheStart() throws IOException {
    filled();
    Files.delete(largest());
    var second = index();
    assertThat(second.documents()).isZero();
    assertThat(second.place()).isEqualTo(OwnIndex.NO_PLACE);
    put(second, post(1, "", "again"));
    assertThat(found(second, "again")).containsExactly(1L);
  }

  @Test
  void whatIsNotYetOnDiskIsNoDamage() {
    var first = index();
    put(first, post(1, "", "word"));
    assertThat(first.check()).isTrue();
    assertThat(found(first, "word")).containsExactly(1L);
  }

  @Test
  void aTurnedByteIsNoticedByTheCheck() throws IOException {
    filled();
    Path file = largest();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    var second = index();
    assertThat(second.check()).isFalse();
    assertThat(second.documents()).isZero();
    assertThat(folder.resolve("damaged")).isDirectory();
    put(second, post(1, "", "again"));
    assertThat(found(second, "again")).containsExactly(1L);
  }

  private void filled() {
    var index = index();
    for (long id = 1; id <= 200; id++) {
      index.put(List.of(post(id, "Title " + id, "some words " + "并发编程".repeat((int) id))));
    }
    index.moveTo(5);
    close(index);
  }

  private Path largest() throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  private List<Path> folders() throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }
}
