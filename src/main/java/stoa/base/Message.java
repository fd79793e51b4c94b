package stoa.base;

import java.util.List;

/** A sentence for the visitor: a key of the message bundles and what goes into its places. */
public record Message(String key, List<Object> arguments) {
  public Message {
    arguments = List.copyOf(arguments);
  }

  public static Message of(String key, Object... arguments) {
    return new Message(key, List.of(arguments));
  }
}
