package stoa.markup;

import java.util.Set;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Leaves a mentioned name its underscores: {@code @_name_} would be emphasis, and mention somebody
 * else.
 */
final class LiteralNames
    implements Parser.ParserExtension, InlineContentParserFactory, InlineContentParser {
  @Override
  public void extend(Parser.Builder parser) {
    parser.customInlineContentParserFactory(this);
  }

  @Override
  public Set<Character> getTriggerCharacters() {
    return Set.of('@');
  }

  @Override
  public InlineContentParser create() {
    return this;
  }

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    if (!AtName.mayBeginBehind(scanner.peekPreviousCodePoint())) {
      return ParsedInline.none();
    }
    scanner.next();
    Position begin = scanner.position();
    String run = run(scanner);
    String name = run.substring(0, literal(run));
    if (name.indexOf('_') < 0) {
      return ParsedInline.none();
    }
    scanner.setPosition(begin);
    forward(scanner, name.length());
    return ParsedInline.of(new Text("@" + name), scanner.position());
  }

  private static String run(Scanner scanner) {
    var run = new StringBuilder();
    for (int c = scanner.peekCodePoint(); AtName.mayHold(c); c = scanner.peekCodePoint()) {
      run.appendCodePoint(c);
      forward(scanner, Character.charCount(c));
    }
    return run.toString();
  }

  private static void forward(Scanner scanner, int characters) {
    for (int i = 0; i < characters; i++) {
      scanner.next();
    }
  }

  /**
   * How much of it is the name for certain. In {@code _thanks @ann_} the last underscore ends the
   * emphasis: a name keeps as many at its end as it has at its beginning.
   */
  private static int literal(String run) {
    int end = run.length();
    while (end > 0 && AtName.joins(run.charAt(end - 1))) {
      end--;
    }
    int kept = end == 0 ? 0 : Math.min(underscores(run, 0), underscores(run, end));
    return end + kept;
  }

  private static int underscores(String run, int from) {
    int to = from;
    while (to < run.length() && run.charAt(to) == '_') {
      to++;
    }
    return to - from;
  }
}
