package stoa.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stoa.base.text.CharacterFolds;
import stoa.search.analysis.ForumAnalyzer;
import stoa.search.query.Match.AllOf;
import stoa.search.query.Match.AnyOf;
import stoa.search.query.Match.MostOf;
import stoa.search.query.Match.Phrase;
import stoa.search.query.Match.Term;

class QueryParserTest {
  private final QueryParser parser = new QueryParser(new ForumAnalyzer(CharacterFolds.load()));

  private List<Match> words(String line) {
    return parser.parse(line).all().stream().map(Clause::match).toList();
  }

  @Test
  void wordsAreEachLookedFor() {
    assertThat(words("Running  tests"))
        .containsExactly(new Term("run", false), new Term("test", false));
    assertThat(words("java.util.List"))
        .containsExactly(new Phrase(List.of("java", "util", "list")));
    assertThat(words("Java并发")).containsExactly(new Term("java", false), new Term("并发", false));
  }

  @Test
  void aHyphenMayBeLeftOut() {
    assertThat(words("e-mail"))
        .containsExactly(
            new AnyOf(List.of(new Phrase(List.of("e", "mail")), new Term("email", false))));
    assertThat(words("e mail")).isEqualTo(words("e-mail"));
    assertThat(words("x 5 e author:f")).hasSize(3);
    assertThat(words("-e mail")).containsExactly(new Term("mail", false));
    assertThat(words("\"my wi-fi net\""))
        .containsExactly(
            new AnyOf(
                List.of(
                    new Phrase(List.of("my", "wi", "fi", "net")),
                    new Phrase(List.of("my", "wifi", "net")))));
    assertThat(words("½")).containsExactly(new Phrase(List.of("1", "2")));
  }

  @Test
  void emojiAreEachLookedFor() {
    assertThat(words("🎉🎉👍🏿")).containsExactly(new Term("🎉", true), new Term("👍", true));
    assertThat(words("\"well done 👍\""))
        .containsExactly(
            new AllOf(List.of(new Phrase(List.of("well", "done")), new Term("👍", true))));
  }

  @Test
  void chineseRunsAreWordsOrSentences() {
    assertThat(words("学")).containsExactly(new Term("学", true));
    assertThat(words("数据库")).containsExactly(new Phrase(List.of("数据", "据库")));
    assertThat(words("如何学习编程")).containsExactly(new MostOf(List.of("如何", "何学", "学习", "习编", "编程")));
    assertThat(new MostOf(List.of("a", "b", "c", "d")).least()).isEqualTo(3);
  }

  @Test
  void phrasesAreRows() {
    assertThat(words("\"to be or\"")).containsExactly(new Phrase(List.of("to", "be", "or")));
    assertThat(words("“如何学习编程”"))
        .containsExactly(new Phrase(List.of("如何", "何学", "学习", "习编", "编程")));
    assertThat(words("\"学java\""))
        .containsExactly(new AllOf(List.of(new Term("学", true), new Term("java", false))));
    assertThat(words("\"unclosed phrase")).containsExactly(new Phrase(List.of("unclos", "phrase")));
  }

  @Test
  void minusLeavesOut() {
    var asked = parser.parse("java -spring -\"old code\" - x");
    assertThat(asked.none())
        .containsExactly(
            new Clause(new Term("spring", false), false),
            new Clause(new Phrase(List.of("old", "code")), false));
    assertThat(asked.all()).hasSize(2);
  }

  @Test
  void operatorsAreNamesAndTimes() {
    var asked =
        parser.parse("x author:Sappho board：poetry -tag:c++ after:2026-01 before:2026-02-03");
    assertThat(asked.names())
        .containsExactly(
            new ParsedQuery.Named(Filter.Field.AUTHOR, "Sappho", false),
            new ParsedQuery.Named(Filter.Field.BOARD, "poetry", false),
            new ParsedQuery.Named(Filter.Field.TAG, "c++", true));
    assertThat(asked.after()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(asked.before()).isEqualTo(Instant.parse("2026-02-03T00:00:00Z"));
    assertThat(parser.parse("author:\"Old Name\"").names().getFirst().name()).isEqualTo("Old Name");
    assertThat(parser.parse("in:title java").all().getFirst().inTitle()).isTrue();
  }

  @Test
  void whatIsNoOperatorIsAWord() {
    assertThat(words("foo:bar")).containsExactly(new Phrase(List.of("foo", "bar")));
    assertThat(words("before:yesterday"))
        .containsExactly(new Phrase(List.of("befor", "yesterday")));
    assertThat(words("before:2026-13-99")).hasSize(1);
    assertThat(words("in:body")).hasSize(1);
    assertThat(words("author:")).containsExactly(new Term("author", false));
    assertThat(parser.parse(" - \"\" ，。 ").isEmpty()).isTrue();
  }

  /** Each time costs a walk through all places of the term in a post. */
  @Test
  void aTermIsFollowedInPhrasesOnlySoOften() {
    for (String line :
        List.of(
            "\"" + "a ".repeat(140) + "\"",
            "\"" + "a b ".repeat(70) + "\"",
            "\"a a a\" \"b a a\" ".repeat(20),
            "\"a b\" -\"a c\" ".repeat(20),
            "a.b.".repeat(70),
            "a-a-".repeat(70),
            "e a-mail ".repeat(30),
            "哈".repeat(290),
            "哈哈哈哈哈 ".repeat(50),
            "\"" + "哈啊".repeat(140) + "\"")) {
      var asked = parser.parse(line);
      var followed = new ArrayList<String>();
      Stream.concat(asked.all().stream(), asked.none().stream())
          .forEach(clause -> followed.addAll(inRows(clause.match())));
      for (String term : followed) {
        assertThat(Collections.frequency(followed, term))
            .as(line)
            .isLessThanOrEqualTo(PhraseBudget.TIMES);
      }
      assertThat(asked.all()).as(line).isNotEmpty();
    }
  }

  private static List<String> inRows(Match match) {
    return switch (match) {
      case Term _ -> List.of();
      case Phrase row -> row.terms();
      case MostOf most -> most.row();
      case AllOf each -> each.parts().stream().flatMap(part -> inRows(part).stream()).toList();
      case AnyOf some -> some.parts().stream().flatMap(part -> inRows(part).stream()).toList();
    };
  }

  @Test
  void whatIsBeyondIsLookedForWhereverItStands() {
    var eight = Collections.nCopies(8, "ha");
    assertThat(words("\"" + "ha ".repeat(8) + "\"")).containsExactly(new Phrase(eight));
    assertThat(words("\"" + "ha ".repeat(9) + "said the duke\""))
        .containsExactly(
            new AllOf(
                List.of(
                    new Phrase(eight),
                    new Term("said", false),
                    new Term("the", false),
                    new Term("duke", false))));
    assertThat(words("哈".repeat(20)))
        .containsExactly(new MostOf(List.of("哈哈"), Collections.nCopies(8, "哈哈")));
    assertThat(parser.parse("x -\"" + "ha ".repeat(9) + "\"").none()).isEmpty();
  }

  @Test
  void noLineIsAnError() {
    var random = new Random(7);
    String letters = "a 中-\"“:： author:in:title\u0301\uD800*?()[]{}~^\\/&|!+　";
    for (int i = 0; i < 20_000; i++) {
      var line = new StringBuilder();
      int length = random.nextInt(40);
      for (int j = 0; j < length; j++) {
        line.append(letters.charAt(random.nextInt(letters.length())));
      }
      var asked = parser.parse(line.toString());
      assertThat(asked.all().size() + asked.none().size()).isLessThan(64);
    }
    assertThat(parser.parse("word ".repeat(10_000)).all().size()).isLessThanOrEqualTo(32);
  }
}
