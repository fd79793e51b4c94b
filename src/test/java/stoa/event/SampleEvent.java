package stoa.event;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** An event of each kind, with a number of its own in each field. */
public final class SampleEvent {
  private SampleEvent() {}

  public static Event of(Class<? extends Event> type) {
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    var values = new Object[types.length];
    Arrays.setAll(values, n -> 7L + n);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
