package stoa.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept in the outbox and sent over NATS is read by servers of other versions. */
final class EventTest {
  static Stream<Class<? extends Event>> kinds() {
    return Kind.all().stream();
  }

  @Test
  void kindsAreCalledAsEver() {
    assertThat(Kind.labels(Kind.all()))
        .containsExactlyInAnyOrder(
            "topic_opened",
            "replied",
            "post_edited",
            "post_deleted",
            "post_restored",
            "post_approved",
            "post_liked",
            "post_unliked",
            "answer_chosen",
            "answer_unchosen",
            "topic_marked",
            "topic_moved",
            "boards_changed",
            "access_changed",
            "words_changed");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anEventIsReadAsItWasWritten(Class<? extends Event> type) {
    Event event = SampleEvent.of(type);
    var kind = event.kind();
    assertThat(EventText.read(kind.label(), kind.version(), EventText.of(event))).isEqualTo(event);
    assertThat(EventText.of(event)).doesNotContain("tags").doesNotContain("kind");
  }

  @Test
  void anEventOfANewerServerIsNamedAsUnreadable() {
    assertThatThrownBy(() -> EventText.read("replied", 2, "{}"))
        .isInstanceOf(EventText.Unreadable.class)
        .hasMessageContaining("replied, version 2");
    assertThatThrownBy(() -> EventText.read("post_sung", 1, "{}"))
        .isInstanceOf(EventText.Unreadable.class);
  }
}
