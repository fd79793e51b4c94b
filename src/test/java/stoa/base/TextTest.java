package stoa.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextTest {
  @Test
  void whatCannotBeStoredOrTurnsOthersTextIsTakenOut() {
    assertThat(Text.clean("a\0b\u0007c")).isEqualTo("abc");
    assertThat(Text.clean("a\r\nb\rc\td")).isEqualTo("a\nb\nc\td");
    assertThat(Text.clean("x\u202Ey\u2066z")).isEqualTo("xyz");
    assertThat(Text.clean("\uD800x")).isEqualTo("\uFFFDx");
    assertThat(Text.clean("e\u0301")).isEqualTo("é");
  }

  @Test
  void lineEndsOfEveryKindPartLines() {
    for (String end : "\r\n \r \u000B \f \u0085 \u2028 \u001C \u001D \u001E".split(" ")) {
      assertThat(Text.clean("a" + end + "b")).as("%04x", (int) end.charAt(0)).isEqualTo("a\nb");
      assertThat(Text.cleanLine("a" + end + "b")).isEqualTo("a b");
    }
    assertThat(Text.clean("a\u2029b")).isEqualTo("a\n\nb");
    assertThat(Text.clean("a\u001Fb")).isEqualTo("a b");
    assertThat(Text.clean("a\r\n\u000B\rb")).isEqualTo("a\n\n\nb");
  }

  @Test
  void pilesOfMarksAreCut() {
    assertThat(Text.clean("q" + "\u0301".repeat(200)).length()).isLessThanOrEqualTo(9);
  }

  @Test
  void emojiAndScriptsThatJoinStay() {
    assertThat(Text.cleanLine("👩‍🚀 ❤️ क्ष नमस्ते")).isEqualTo("👩‍🚀 ❤️ क्ष नमस्ते");
  }

  @Test
  void aLineHasSingleSpacesAndNothingInvisible() {
    assertThat(Text.cleanLine("  a\u3000 b\n\tc\u200B ")).isEqualTo("a b c");
    assertThat(Text.cleanLine(" \u200B\u3164\u00AD ")).isEmpty();
    assertThat(Text.isBlank("\u2800\u200D")).isTrue();
    assertThat(Text.isBlank("x")).isFalse();
  }
}
