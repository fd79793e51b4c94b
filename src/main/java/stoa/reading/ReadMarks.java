package stoa.reading;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import stoa.access.Viewer;
import stoa.base.runtime.WriteBehind;
import stoa.base.runtime.WriteBehinds;

/**
 * How far members have read, until it is written down. Marks stay here until they are in the
 * database, so that a member's own list knows them at any moment. What a crash loses or finds no
 * room is unread until the next look, and only that.
 */
final class ReadMarks {
  private final WriteBehind<Mark, Integer> waiting;

  /** A member in a topic, in the order in which rows are locked. */
  record Mark(long member, long topic) implements Comparable<Mark> {
    @Override
    public int compareTo(Mark other) {
      int byMember = Long.compare(member, other.member);
      return byMember == 0 ? Long.compare(topic, other.topic) : byMember;
    }
  }

  ReadMarks(ReadMarkQueries queries, InstantSource clock, WriteBehinds writeBehinds) {
    this.waiting =
        writeBehinds.make("read_marks", Math::max, marks -> queries.write(marks, clock.instant()));
    writeBehinds.showAlso("forum_read_marks", waiting);
  }

  /**
   * @param position of the last post that they had before them, 1 or more
   */
  void read(Viewer.Member reader, long topic, int position) {
    waiting.add(new Mark(reader.id(), topic), position);
  }

  /** What waits of one member's, by topic: a look through all, which are few. */
  Map<Long, Integer> of(Viewer.Member member) {
    var own = new HashMap<Long, Integer>();
    waiting.forEach((mark, position) -> {
      if (mark.member() == member.id()) {
        own.merge(mark.topic(), position, Math::max);
      }
    });
    return own;
  }

  void flush() {
    waiting.flush();
  }
}
