package stoa.markup;

import org.commonmark.node.CustomNode;
import org.commonmark.node.Text;

/** Asterisks, underscores or tildes in a row, before it is known what they mean. */
final class DelimiterRun extends CustomNode {
  final char character;
  final boolean canOpen;
  final boolean canClose;

  /** As it was written; part of it may have found its other half since. */
  final int written;

  private int left;

  DelimiterRun(char character, int length, boolean canOpen, boolean canClose) {
    this.character = character;
    this.canOpen = canOpen;
    this.canClose = canClose;
    this.written = length;
    this.left = length;
  }

  /** How many have found no other half yet. */
  int left() {
    return left;
  }

  void use(int count) {
    left -= count;
  }

  String literal() {
    return String.valueOf(character).repeat(left);
  }

  /** Whether CommonMark lets these two pair: its rule of three. */
  boolean opensFor(DelimiterRun closer) {
    boolean either = canClose || closer.canOpen;
    boolean odd = either && closer.written % 3 != 0 && (written + closer.written) % 3 == 0;
    return character == closer.character && !odd;
  }

  /** What is left of it is text. */
  void settle() {
    if (left > 0) {
      insertBefore(new Text(literal()));
    }
    unlink();
  }
}
