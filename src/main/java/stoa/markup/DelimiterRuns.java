package stoa.markup;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.text.Characters;

/**
 * Sees what may begin or end emphasis, instead of the parser's own rules, by which <code>
 * **注意：**请</code> has none: they take a space beside punctuation for granted, and Chinese writes
 * none. Latin text is read as ever.
 */
final class DelimiterRuns implements InlineContentParserFactory {
  @Override
  public Set<Character> getTriggerCharacters() {
    return Set.of('*', '_', '~');
  }

  @Override
  public InlineContentParser create() {
    return DelimiterRuns::parse;
  }

  private static ParsedInline parse(InlineParserState state) {
    var scanner = state.scanner();
    int before = scanner.peekPreviousCodePoint();
    char character = scanner.peek();
    int length = scanner.matchMultiple(character);
    int after = scanner.peekCodePoint();
    return ParsedInline.of(run(character, length, before, after), scanner.position());
  }

  private static DelimiterRun run(char character, int length, int before, int after) {
    boolean left = flanks(before, after);
    boolean right = flanks(after, before);
    return switch (character) {
      case '_' ->
          new DelimiterRun(
              character,
              length,
              left && (!right || Characters.isPunctuationCodePoint(before)),
              right && (!left || Characters.isPunctuationCodePoint(after)));
      // One is a range (3~5) or a drawn-out word; GitHub reads no more than two.
      case '~' -> new DelimiterRun(character, length, left && length == 2, right && length == 2);
      default -> new DelimiterRun(character, length, left, right);
    };
  }

  /** Whether a run stands at the edge of what lies inside. */
  private static boolean flanks(int outside, int inside) {
    if (isSpace(inside)) {
      return false;
    }
    return !isOtherPunctuation(inside)
        || isSpace(outside)
        || isOtherPunctuation(outside)
        || Cjk.is(outside);
  }

  private static boolean isSpace(int c) {
    return c == Scanner.END || Characters.isWhitespaceCodePoint(c);
  }

  private static boolean isOtherPunctuation(int c) {
    return Characters.isPunctuationCodePoint(c) && !Cjk.is(c);
  }
}
