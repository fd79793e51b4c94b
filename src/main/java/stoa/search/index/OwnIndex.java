package stoa.search.index;

/** An index of one server, which follows the events by itself and knows how far it is. */
public interface OwnIndex extends Index {
  /** The place of an index that is not yet bound to the stream of events. */
  long NO_PLACE = -1;

  /** Every event up to this one is in it; {@link #NO_PLACE} where it is new. */
  long place();

  void moveTo(long place);

  void commitIfDue();

  /** Reads all of it and puts it right if need be; for the start. */
  boolean check();

  /**
   * Opens it again where it was closed, after a full disk, say; begins anew where it is damaged.
   * Answers whether everything was in order.
   */
  boolean mend();

  /** Sets this one aside: it is damaged, or it belongs to another database. */
  void beginAnew();

  /** Makes few segments of many, for a while with all of a processor. */
  void compact();
}
