package stoa.base.view;

import org.jspecify.annotations.Nullable;
import stoa.base.Message;

/** One field of a form as the visitor filled it in, and what is wrong with it. */
public record Field(String value, @Nullable Message fault) {
  public static final Field EMPTY = new Field("", null);

  public static Field of(String value) {
    return new Field(value, null);
  }

  public boolean wrong() {
    return fault != null;
  }
}
