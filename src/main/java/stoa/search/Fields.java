package stoa.search;

/** How the fields of an index are called, in both. */
final class Fields {
  static final String KEY = "key";
  static final String ID = "id";
  static final String CREATED = "created";
  static final String HIDDEN = "hidden";

  /** Words and pairs. */
  static final String TITLE = "title";

  /** The title, where there is one, and the text: a word is looked for here alone. */
  static final String BODY = "body";

  /** Single characters of scripts without spaces; no phrases in them. */
  static final String TITLE_CHARACTERS = "title_characters";

  static final String BODY_CHARACTERS = "body_characters";

  /** Places between the title and the text, so that no phrase is found across; OpenSearch's own. */
  static final int GAP = 100;

  /** What a word in a title is worth besides, compared with one in a text. */
  static final float TITLE_BOOST = 3;

  /** What the words of a sentence are worth in a row, compared with anywhere. */
  static final float ROW_BOOST = 2;

  private Fields() {}
}
