package stoa.search.lucene;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.analysis.Token;
import stoa.search.index.Fields;
import stoa.search.index.IndexedPost;
import stoa.search.query.Filter;

/** From a post to Lucene's document. */
public final class LuceneDocuments {
  /** How they lie in each segment, so that the newest are found without looking at all. */
  static final Sort NEWEST_FIRST =
      new Sort(
          new SortField(Fields.CREATED, SortField.Type.LONG, true),
          new SortField(Fields.ID, SortField.Type.LONG, true));

  private static final FieldType ROWS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, false);
  private static final FieldType CHARACTERS = type(IndexOptions.DOCS_AND_FREQS, true);

  private final ForumAnalyzer analyzer;

  public LuceneDocuments(ForumAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  private static FieldType type(IndexOptions options, boolean omitNorms) {
    var type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(options);
    type.setOmitNorms(omitNorms);
    type.freeze();
    return type;
  }

  Document of(IndexedPost post) {
    var document = new Document();
    document.add(new StringField(Fields.KEY, "" + post.id(), Field.Store.NO));
    number(document, Fields.ID, post.id());
    number(document, Fields.CREATED, post.created().toEpochMilli());
    whole(document, Filter.Field.BOARD, List.of("" + post.boardId()));
    whole(document, Filter.Field.AUTHOR, post.authors());
    whole(document, Filter.Field.TAG, post.tags());
    if (post.hidden()) {
      document.add(new StringField(Fields.HIDDEN, "true", Field.Store.NO));
    }
    if (!post.title().isEmpty()) {
      text(document, Fields.TITLE, Fields.TITLE_CHARACTERS, post.title());
      text(document, Fields.BODY, Fields.BODY_CHARACTERS, post.title());
    }
    text(document, Fields.BODY, Fields.BODY_CHARACTERS, post.body());
    return document;
  }

  /** To be compared and to be sorted by. */
  private static void number(Document document, String field, long value) {
    document.add(new LongPoint(field, value));
    document.add(new NumericDocValuesField(field, value));
  }

  private static void whole(Document document, Filter.Field field, List<String> values) {
    values.forEach(value -> document.add(new StringField(field.word(), value, Field.Store.NO)));
  }

  private void text(Document document, String rows, String characters, String text) {
    var order = new ArrayList<String>();
    var singles = new ArrayList<String>();
    var joined = new ArrayList<String>();
    for (var token : analyzer.tokens(text)) {
      if (token.inOrder()) {
        order.add(token.term());
      }
      if (token.single()) {
        singles.add(token.term());
      }
      if (token.is(Token.Shape.JOINED)) {
        joined.add(token.term());
      }
    }
    document.add(new Field(rows, new Terms(order, 1), ROWS));
    if (!singles.isEmpty()) {
      document.add(new Field(characters, new Terms(singles, 1), CHARACTERS));
    }
    if (!joined.isEmpty()) {
      document.add(new Field(rows, new Terms(joined, Fields.GAP), ROWS));
    }
  }

  /** Terms one after the other, and far from those that came before in the same field. */
  private static final class Terms extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final List<String> terms;
    private final int gap;
    private Iterator<String> next;
    private boolean first;

    /**
     * @param gap from one to the next
     */
    Terms(List<String> terms, int gap) {
      this.terms = terms;
      this.gap = gap;
      this.next = terms.iterator();
    }

    @Override
    public void reset() {
      next = terms.iterator();
      first = true;
    }

    @Override
    public boolean incrementToken() {
      clearAttributes();
      if (!next.hasNext()) {
        return false;
      }
      term.append(next.next());
      step.setPositionIncrement(first ? Fields.GAP : gap);
      first = false;
      return true;
    }
  }
}
