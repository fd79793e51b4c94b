package stoa.search.analysis;

import java.util.ArrayList;
import java.util.List;
import stoa.search.analysis.Token.Shape;

/** One text on its way to its tokens. */
final class Tokenizer {
  /** Longer ones are keys and codes; who looks for one gives its beginning away anyway. */
  private static final int LONGEST_WORD = 64;

  private static final int SHORTEST_STEMMED = 3;

  private static final int NOWHERE = -2; // not even before the first character

  private final Folded text;
  private final Stems stems;
  private final TermSet sought;
  private final List<Token> tokens = new ArrayList<>();

  /** The last word. */
  private int lastFrom = NOWHERE;

  private int lastTo = NOWHERE;

  Tokenizer(Folded text, Stems stems, TermSet sought) {
    this.text = text;
    this.stems = stems;
    this.sought = sought;
  }

  List<Token> tokens() {
    for (int i = 0; i < text.length(); ) {
      i =
          switch (Script.of(text.codePoint(i))) {
            case NONE -> i + 1;
            case WORD -> word(i);
            case PAIRED -> pairs(i);
            case EMOJI -> emoji(i);
          };
    }
    return tokens;
  }

  private int word(int from) {
    int to = wordEnd(from);
    if (sought.mayBegin(text.codePoint(from))) {
      add(term(from, to, NOWHERE), from, to, Shape.WORD);
    }
    if (lastTo == from - 1 && isCompound(from, to) && sought.mayBegin(text.codePoint(lastFrom))) {
      add(term(lastFrom, to, lastTo), lastFrom, to, Shape.JOINED);
    }
    lastFrom = from;
    lastTo = to;
    return to;
  }

  private int wordEnd(int from) {
    int to = from + 1;
    if (text.codePoint(from) == 'v' && to < text.length() && isDigit(to)) {
      return to; // v3.2 is 3.2
    }
    while (to < text.length() && goesOn(to)) {
      to++;
    }
    return to == from + 1 ? withSign(to) : to;
  }

  /** Without the hyphen in it, if there is one. */
  private String term(int from, int to, int hyphen) {
    var term = new StringBuilder(to - from);
    boolean english = true;
    for (int i = from; i < to && term.length() < LONGEST_WORD; i++) {
      if (i != hyphen) {
        int c = isApostrophe(text.codePoint(i)) ? '\'' : text.codePoint(i);
        english &= (c >= 'a' && c <= 'z') || c == '\'';
        term.appendCodePoint(c);
      }
    }
    boolean stemmed = english && term.length() >= SHORTEST_STEMMED;
    return stemmed ? stems.of(term.toString()) : term.toString();
  }

  /** Whether the word goes on from the last one, with one sign between them. */
  private boolean isCompound(int from, int to) {
    int between = text.codePoint(lastTo);
    if (between == ' ') {
      return lastFrom == lastTo - 1
          && Compounds.isSpaced(text.codePoint(lastFrom))
          && to - from >= Compounds.SHORTEST_AFTER_SPACE
          && !isDigit(from);
    }
    return isWord(lastTo - 1)
        && Compounds.isHyphen(between, text.codePoint(lastTo - 1), text.codePoint(from));
  }

  private boolean goesOn(int i) {
    return isWord(i) || (isApostrophe(text.codePoint(i)) && isWord(i + 1) && isWord(i - 1));
  }

  private boolean isWord(int i) {
    return i < text.length() && Script.of(text.codePoint(i)) == Script.WORD;
  }

  private boolean isDigit(int i) {
    return text.codePoint(i) >= '0' && text.codePoint(i) <= '9';
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == 0x2019;
  }

  /** C++, C# and F# are other words than c and f. */
  private int withSign(int end) {
    int to = end;
    while (to < text.length() && to < end + 2 && isSign(text.codePoint(to))) {
      to++;
    }
    boolean language = to == end + 2 || (to == end + 1 && text.codePoint(end) == '#');
    return language && !isWord(to) ? to : end;
  }

  private static boolean isSign(int c) {
    return c == '+' || c == '#';
  }

  private int pairs(int from) {
    int to = from + 1;
    while (to < text.length() && Script.of(text.codePoint(to)) == Script.PAIRED) {
      to++;
    }
    if (to == from + 1) {
      character(from, Shape.LONE);
      return to;
    }
    for (int i = from; i < to; i++) {
      character(i, Shape.CHARACTER);
      if (i > from && sought.mayBegin(text.codePoint(i - 1))) {
        var pair = new StringBuilder(2).appendCodePoint(text.codePoint(i - 1));
        add(pair.appendCodePoint(text.codePoint(i)).toString(), i - 1, i + 1, Shape.PAIR);
      }
    }
    return to;
  }

  private void character(int at, Shape shape) {
    if (sought.mayBegin(text.codePoint(at))) {
      add(Character.toString(text.codePoint(at)), at, at + 1, shape);
    }
  }

  private int emoji(int from) {
    int to = Emoji.end(text, from);
    if (sought.mayBegin(text.codePoint(from))) {
      add(Emoji.term(text, from, to), from, to, Shape.EMOJI);
    }
    return to;
  }

  private void add(String term, int from, int to, Shape shape) {
    if (sought.has(term)) {
      tokens.add(new Token(term, text.start(from), text.end(to - 1), shape));
    }
  }
}
