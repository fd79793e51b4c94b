package stoa.search.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stoa.search.analysis.Compounds;
import stoa.search.analysis.ForumAnalyzer;

/**
 * Reads what a visitor typed: words, "phrases", -without, author:name, board:slug, tag:name,
 * before:2026-01-31, after:2026-01, in:title. There are no wrong queries: what is no operator is a
 * word.
 */
public final class QueryParser {
  /** Characters of a query that are read; the rest is left out. */
  static final int LONGEST = 300;

  /** Parts of a query, so that its cost is bounded. */
  private static final int MOST = 32;

  private final ForumAnalyzer analyzer;

  public QueryParser(ForumAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  public ParsedQuery parse(String line) {
    int longest = Math.min(LONGEST, line.codePointCount(0, line.length()));
    return new Reading(line.substring(0, line.offsetByCodePoints(0, longest))).read();
  }

  private final class Reading {
    private final String line;
    private int at;
    private final List<Match> all = new ArrayList<>();
    private final List<Match> none = new ArrayList<>();
    private final List<ParsedQuery.Named> names = new ArrayList<>();
    private @Nullable Instant after;
    private @Nullable Instant before;
    private boolean inTitle;

    Reading(String line) {
      this.line = line;
    }

    ParsedQuery read() {
      while (skipSpace() && all.size() + none.size() + names.size() < MOST) {
        part();
      }
      var budget = new PhraseBudget();
      return new ParsedQuery(
          clauses(all.stream().limit(MOST).map(budget::bounded)),
          clauses(none.stream().limit(MOST).filter(budget::covers)),
          names,
          after,
          before);
    }

    private List<Clause> clauses(Stream<Match> matches) {
      return matches.map(match -> new Clause(match, inTitle)).toList();
    }

    private void part() {
      boolean without = isMinus(line.charAt(at)) && at + 1 < line.length() && !isSpaceAt(at + 1);
      if (without) {
        at++;
      }
      var into = without ? none : all;
      if (isQuote(line.charAt(at))) {
        Matches.ofPhrase(analyzer.tokens(quoted())).ifPresent(into::add);
      } else if (!operator(without)) {
        into.addAll(Matches.ofWord(analyzer.tokens(without ? word() : wordOrTwo())));
      }
    }

    /** "e mail" is one word to many who write it. */
    private String wordOrTwo() {
      String word = word();
      int end = at;
      boolean spaced =
          word.length() == 1 && Compounds.isSpaced(Character.toLowerCase(word.charAt(0)));
      if (!spaced || !skipSpace()) {
        return word;
      }
      String next = word();
      if (next.length() >= Compounds.SHORTEST_AFTER_SPACE
          && next.chars().allMatch(Character::isLetter)) {
        return word + " " + next;
      }
      at = end;
      return word;
    }

    /** Takes an operator with its value; takes nothing where there is none. */
    private boolean operator(boolean without) {
      int colon = at;
      while (colon < line.length() && Character.isLetter(line.charAt(colon))) {
        colon++;
      }
      boolean value =
          colon + 1 < line.length() && isColon(line.charAt(colon)) && !isSpaceAt(colon + 1);
      if (!value) {
        return false;
      }
      String name = line.substring(at, colon).toLowerCase(Locale.ROOT);
      int begin = at;
      at = colon + 1;
      boolean taken = take(name, isQuote(line.charAt(at)) ? quoted() : word(), without);
      if (!taken) {
        at = begin;
      }
      return taken;
    }

    private boolean take(String name, String value, boolean without) {
      switch (name) {
        case "author" -> names.add(new ParsedQuery.Named(Filter.Field.AUTHOR, value, without));
        case "board" -> names.add(new ParsedQuery.Named(Filter.Field.BOARD, value, without));
        case "tag" -> names.add(new ParsedQuery.Named(Filter.Field.TAG, value, without));
        case "after" -> {
          Optional<Instant> day = without ? Optional.empty() : DateOperator.parse(value);
          day.ifPresent(found -> after = found);
          return day.isPresent();
        }
        case "before" -> {
          Optional<Instant> day = without ? Optional.empty() : DateOperator.parse(value);
          day.ifPresent(found -> before = found);
          return day.isPresent();
        }
        case "in" -> {
          boolean title = !without && value.equalsIgnoreCase("title");
          inTitle |= title;
          return title;
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    private String quoted() {
      int begin = ++at;
      while (at < line.length() && !isQuote(line.charAt(at))) {
        at++;
      }
      String text = line.substring(begin, at);
      at = Math.min(line.length(), at + 1);
      return text;
    }

    private String word() {
      int begin = at;
      while (at < line.length() && !isSpaceAt(at)) {
        at++;
      }
      return line.substring(begin, at);
    }

    private boolean skipSpace() {
      while (at < line.length() && isSpaceAt(at)) {
        at++;
      }
      return at < line.length();
    }

    private boolean isSpaceAt(int index) {
      char c = line.charAt(index);
      return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
  }

  /** Also as a Chinese keyboard gives it. */
  private static boolean isMinus(char c) {
    return c == '-' || c == '－';
  }

  private static boolean isColon(char c) {
    return c == ':' || c == '：';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '“' || c == '”' || c == '＂' || c == '「' || c == '」';
  }
}
