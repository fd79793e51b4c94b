package stoa.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Events as JSON. Fields that this version does not know are left alone. */
public final class EventText {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private EventText() {}

  /** Nobody can read it: its kind or version is unknown here, or its text is broken. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why);
    }
  }

  public static String of(Event event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The event again.
   *
   * @throws Unreadable naming what is wrong
   */
  public static Event read(String kind, int version, String text) {
    Kind known =
        Kind.of(kind, version)
            .orElseThrow(() -> new Unreadable("unknown kind " + kind + ", version " + version));
    try {
      return JSON.readValue(text, known.type());
    } catch (JsonProcessingException e) {
      throw new Unreadable("broken text of kind " + kind + ": " + e.getOriginalMessage());
    }
  }
}
