package stoa.access;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jooq.Condition;
import stoa.base.Tokens;
import stoa.schema.tables.Board;
import stoa.schema.tables.Topic;

/**
 * Readers who may read the same: the key of what is kept for several of them.
 *
 * @param sees boards that stand in their lists, with their topics' titles
 * @param reads boards whose texts they read; none that they do not see
 * @param hidden boards where they also find what is pending and what was deleted
 * @param key the same for the same boards, on every server
 */
public record Audience(BoardSet sees, BoardSet reads, BoardSet hidden, String key) {
  private static final int KEY_BYTES = 9;

  Audience(BoardSet sees, BoardSet reads, BoardSet hidden) {
    this(sees, reads, hidden, key(sees, reads, hidden));
  }

  private static String key(BoardSet... sets) {
    var bytes =
        ByteBuffer.allocate(Stream.of(sets).mapToInt(set -> set.size() + 1).sum() * Long.BYTES);
    for (BoardSet set : sets) {
      set.ids().forEach(bytes::putLong);
      bytes.putLong(-1);
    }
    return HexFormat.of().formatHex(Tokens.hash(bytes.array()), 0, KEY_BYTES);
  }

  Condition sees(Board board) {
    return sees.contains(board.ID);
  }

  Condition sees(Topic topic) {
    return sees.contains(topic.BOARD_ID);
  }

  Condition reads(Topic topic) {
    return reads.contains(topic.BOARD_ID);
  }

  Condition hidden(Topic topic) {
    return hidden.contains(topic.BOARD_ID);
  }
}
