package stoa.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a group is given and denied in one place, as bits of {@link Act}s. The rest is as above it.
 *
 * @param allow what its members may, unless another of their groups says never
 * @param no what they may not by this group, whatever stands above; another group may allow it
 * @param never what nobody in it may, whatever their other groups allow
 */
public record Cell(long allow, long no, long never) {
  public static final Cell AS_ABOVE = new Cell(0, 0, 0);

  /** Of all acts that are asked of boards. */
  static final long ON_BOARDS = Act.bits(Act.onBoards().toArray(Act[]::new));

  /** That on a board, and nothing else there. */
  static Cell only(long allow) {
    return new Cell(allow, ON_BOARDS & ~allow, 0);
  }

  /** What is said of one act; empty where it is as above. */
  public Optional<Value> said(Act act) {
    long bit = act.bit();
    if ((allow & bit) != 0) {
      return Optional.of(Value.ALLOW);
    }
    if ((no & bit) != 0) {
      return Optional.of(Value.NO);
    }
    return (never & bit) != 0 ? Optional.of(Value.NEVER) : Optional.empty();
  }

  /** As text that {@link #parsed} reads: {@code SEE=ALLOW READ=NO}. */
  String text() {
    return Arrays.stream(Act.values())
        .flatMap(act -> said(act).map(value -> act + "=" + value).stream())
        .collect(Collectors.joining(" "));
  }

  /**
   * @throws IllegalArgumentException where it is no such text
   */
  public static Cell parsed(String text) {
    Cell cell = AS_ABOVE;
    for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
      int sign = word.indexOf('=');
      cell =
          cell.with(Act.valueOf(word.substring(0, sign)), Value.valueOf(word.substring(sign + 1)));
    }
    return cell;
  }

  /** What a group is given with regard to one act. */
  public enum Value {
    ALLOW,
    NO,
    NEVER
  }

  /** The same with one more. */
  public Cell with(Act act, Value value) {
    long bit = act.bit();
    return switch (value) {
      case ALLOW -> new Cell(allow | bit, no & ~bit, never & ~bit);
      case NO -> new Cell(allow & ~bit, no | bit, never & ~bit);
      case NEVER -> new Cell(allow & ~bit, no & ~bit, never | bit);
    };
  }

  /** What holds in a place that says this, below one where {@code above} holds. */
  Cell below(Cell above) {
    long said = allow | no | never;
    return new Cell((above.allow & ~said) | allow, 0, (above.never & ~said) | never);
  }

  /** Reading goes with seeing: who may read sees, who does not see does not read. */
  Cell whole() {
    long see = Act.SEE.bit();
    long read = Act.READ.bit();
    boolean reads = (allow & read) != 0;
    boolean unseen = (no & see) != 0 && !reads && (never & read) == 0;
    return new Cell(
        reads ? allow | see : allow,
        unseen ? no | read : no,
        (never & see) == 0 ? never : never | read);
  }
}
