package stoa.search.index;

/** How the fields of an index are called, in both. */
public final class Fields {
  public static final String KEY = "key";
  public static final String ID = "id";
  public static final String CREATED = "created";
  public static final String HIDDEN = "hidden";

  /** Words and pairs. */
  public static final String TITLE = "title";

  /** The title, where there is one, and the text: a word is looked for here alone. */
  public static final String BODY = "body";

  /** Single characters of scripts without spaces; no phrases in them. */
  public static final String TITLE_CHARACTERS = "title_characters";

  public static final String BODY_CHARACTERS = "body_characters";

  /** Places between the title and the text, so that no phrase is found across; OpenSearch's own. */
  public static final int GAP = 100;

  /** What a word in a title is worth besides, compared with one in a text. */
  public static final float TITLE_BOOST = 3;

  /** What the words of a sentence are worth in a row, compared with anywhere. */
  public static final float ROW_BOOST = 2;

  private Fields() {}
}
