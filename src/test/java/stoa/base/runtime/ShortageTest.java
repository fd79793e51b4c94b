package stoa.base.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stoa.support.Eventually.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class ShortageTest {
  private final Shortage shortage = new Shortage();

  private boolean isShort(boolean enough) {
    try {
      shortage.check(() -> enough);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Test
  void nothingIsAskedAsLongAsNothingWasShort() {
    var asked = new AtomicBoolean();
    assertThatCode(() -> shortage.check(() -> asked.getAndSet(true))).doesNotThrowAnyException();
    assertThatCode(() -> shortage.check(() -> asked.get())).doesNotThrowAnyException();
  }

  @Test
  void itLastsForSomeSecondsAndUntilThereIsRoom() {
    shortage.found("no shelf");
    assertThatThrownBy(() -> shortage.check(() -> true)).hasMessage("no shelf");
    within(Duration.ofSeconds(15), "there is room", () -> !isShort(true));
    assertThatCode(() -> shortage.check(() -> false)).doesNotThrowAnyException();
  }
}
