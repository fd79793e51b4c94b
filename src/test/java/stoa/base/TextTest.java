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
