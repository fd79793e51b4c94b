package stoa.base.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8WriterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "caf\u00e9 \u007f\u0080\u07ff\u0800\uffff",
        "论坛 · 你好",
        "a \ud83d\ude00 \udbff\udfff z",
        "alone \ud83d",
        "\ude00 alone",
        "\ud83d\ud83d\ude00 \ude00\ud83d ."
      })
  void everyTextIsAsJavaEncodesIt(String text) {
    var strings = new Utf8Writer(1);
    strings.write(text);
    strings.write("[" + text + "]", 1, text.length());
    assertThat(strings.toBytes()).isEqualTo((text + text).getBytes(UTF_8));
    var characters = new Utf8Writer(1);
    characters.write(("[" + text + "]").toCharArray(), 1, text.length());
    assertThat(characters.toBytes()).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void manyWritesAreOneText() {
    var random = new Random(7);
    var all = new StringBuilder();
    var writer = new Utf8Writer(16);
    IntStream.range(0, 2_000)
        .forEach(_ -> {
          int point = random.nextInt(0x10FFFF);
          String text = "x".repeat(random.nextInt(9)) + Character.toString(point);
          all.append(text);
          writer.write(text);
          writer.write('y');
          all.append('y');
        });
    assertThat(writer.toBytes()).isEqualTo(all.toString().getBytes(UTF_8));
  }
}
