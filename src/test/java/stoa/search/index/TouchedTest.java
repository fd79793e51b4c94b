package stoa.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stoa.event.Kind;
import stoa.event.SampleEvent;

/** Indexes of one server read all events, a shared one those that its handler names: the same. */
final class TouchedTest {
  @Test
  void theHandlerNamesTheKindsThatChangeTheIndex() {
    var touching =
        Kind.all().stream()
            .filter(type -> {
              var touched = StreamQueries.Touched.none();
              touched.add(SampleEvent.of(type));
              return !touched.isEmpty();
            })
            .collect(Collectors.toSet());
    assertThat(SearchHandler.KINDS).isEqualTo(touching);
  }
}
