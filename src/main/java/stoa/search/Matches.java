package stoa.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stoa.search.Token.Shape;

/** From the words of a query to what must be found. */
final class Matches {
  /** Up to four characters are one word; a longer run is a sentence. */
  private static final int LONGEST_WORD_PAIRS = 3;

  private Matches() {}

  /** A word as it was typed, which may be several: "Java并发" is two. */
  static List<Match> ofWord(List<Token> tokens) {
    var matches = new ArrayList<Match>();
    var group = new ArrayList<Token>();
    for (var token : inOrder(tokens)) {
      if (!group.isEmpty() && !belongs(group.getLast(), token)) {
        matches.add(ofGroup(group));
        group.clear();
      }
      group.add(token);
    }
    if (!group.isEmpty()) {
      matches.add(ofGroup(group));
    }
    return matches;
  }

  /** A phrase: everything in a row. */
  static Optional<Match> ofPhrase(List<Token> tokens) {
    var row = inOrder(tokens);
    var parts = new ArrayList<Match>();
    // A character at the edge may have neighbours where it is found, and be half of pairs there.
    while (row.size() > 1 && row.getFirst().shape() == Shape.LONE) {
      parts.add(one(row.removeFirst()));
    }
    while (row.size() > 1 && row.getLast().shape() == Shape.LONE) {
      parts.add(one(row.removeLast()));
    }
    if (!row.isEmpty()) {
      parts.add(row.size() == 1 ? one(row.getFirst()) : row(row));
    }
    return switch (parts.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(parts.getFirst());
      default -> Optional.of(new Match.AllOf(parts));
    };
  }

  private static List<Token> inOrder(List<Token> tokens) {
    return new ArrayList<>(tokens.stream().filter(Token::inOrder).toList());
  }

  /** Words with dots between them, or pairs of one run. */
  private static boolean belongs(Token before, Token token) {
    return before.shape() == token.shape()
        && switch (token.shape()) {
          case WORD -> true;
          case PAIR -> token.start() < before.end();
          case LONE, CHARACTER -> false;
        };
  }

  private static Match ofGroup(List<Token> group) {
    var first = group.getFirst();
    if (group.size() == 1) {
      return one(first);
    }
    boolean sentence = first.shape() == Shape.PAIR && group.size() > LONGEST_WORD_PAIRS;
    return sentence ? new Match.MostOf(terms(group)) : row(group);
  }

  private static Match one(Token token) {
    return new Match.Term(token.term(), token.shape() == Shape.LONE);
  }

  private static Match row(List<Token> tokens) {
    return new Match.Phrase(terms(tokens));
  }

  private static List<String> terms(List<Token> tokens) {
    return tokens.stream().map(Token::term).toList();
  }
}
