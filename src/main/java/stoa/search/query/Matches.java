package stoa.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import stoa.search.analysis.Token;
import stoa.search.analysis.Token.Shape;

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
        matches.add(ofGroup(group, tokens));
        group.clear();
      }
      group.add(token);
    }
    if (!group.isEmpty()) {
      matches.add(ofGroup(group, tokens));
    }
    matches.addAll(emoji(tokens));
    return matches;
  }

  /** A phrase: everything in a row, and each of its emoji. */
  static Optional<Match> ofPhrase(List<Token> tokens) {
    var row = inOrder(tokens);
    var parts = new ArrayList<Match>();
    // A character at the edge may have neighbours where it is found, and be half of pairs there.
    while (row.size() > 1 && row.getFirst().is(Shape.LONE)) {
      parts.add(one(row.removeFirst()));
    }
    while (row.size() > 1 && row.getLast().is(Shape.LONE)) {
      parts.add(one(row.removeLast()));
    }
    if (!row.isEmpty()) {
      parts.add(row(row, tokens));
    }
    parts.addAll(emoji(tokens));
    return switch (parts.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(parts.getFirst());
      default -> Optional.of(new Match.AllOf(parts));
    };
  }

  private static List<Token> inOrder(List<Token> tokens) {
    return new ArrayList<>(tokens.stream().filter(Token::inOrder).toList());
  }

  private static List<Match> emoji(List<Token> tokens) {
    return tokens.stream()
        .filter(token -> token.is(Shape.EMOJI))
        .map(Matches::one)
        .distinct()
        .toList();
  }

  /** Words with dots between them, or pairs of one run. */
  private static boolean belongs(Token before, Token token) {
    return before.shape() == token.shape()
        && switch (token.shape()) {
          case WORD -> true;
          case PAIR -> token.start() < before.end();
          case LONE, CHARACTER, EMOJI, JOINED -> false;
        };
  }

  private static Match ofGroup(List<Token> group, List<Token> tokens) {
    boolean sentence = group.getFirst().is(Shape.PAIR) && group.size() > LONGEST_WORD_PAIRS;
    return sentence ? new Match.MostOf(terms(group)) : row(group, tokens);
  }

  private static Match one(Token token) {
    return new Match.Term(token.term(), token.single());
  }

  /** The tokens in a row, or what they are as one word where a hyphen may be left out. */
  private static Match row(List<Token> row, List<Token> tokens) {
    var asTyped = withoutV(row);
    var joined = joined(asTyped, tokens);
    return joined.size() == asTyped.size()
        ? row(asTyped)
        : new Match.AnyOf(List.of(row(asTyped), row(joined)));
  }

  private static Match row(List<Token> tokens) {
    return tokens.size() == 1 ? one(tokens.getFirst()) : new Match.Phrase(terms(tokens));
  }

  /** The number of a version, which may stand without its v. */
  private static List<Token> withoutV(List<Token> row) {
    boolean version =
        row.size() > 2
            && row.get(0).term().equals("v")
            && row.get(0).end() == row.get(1).start()
            && isNumber(row.get(2));
    return version ? row.subList(1, row.size()) : row;
  }

  private static boolean isNumber(Token token) {
    return Character.isDigit(token.term().charAt(0));
  }

  private static List<Token> joined(List<Token> row, List<Token> tokens) {
    var joins =
        tokens.stream()
            .filter(token -> token.is(Shape.JOINED))
            .collect(Collectors.toMap(Token::start, Function.identity(), (first, _) -> first));
    var joined = new ArrayList<Token>();
    int end = 0;
    for (var token : row) {
      var whole = joins.get(token.start());
      if (token.start() >= end && whole != null) {
        joined.add(whole);
        end = whole.end();
      } else if (token.start() >= end) {
        joined.add(token);
      }
    }
    return joined;
  }

  private static List<String> terms(List<Token> tokens) {
    return tokens.stream().map(Token::term).toList();
  }
}
