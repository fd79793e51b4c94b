package stoa.base.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameHtmlTest {
  @Test
  void aNameLinksToItsProfile() {
    assertThat(NameHtml.link(new Author("A<b>", "/u/A%3Cb%3E"), "a former member"))
        .isEqualTo("<a class=\"who-link\" href=\"/u/A%3Cb%3E\"><bdi>A&lt;b&gt;</bdi></a>");
  }

  @Test
  void whoHasNoProfileOrIsGoneHasNoLink() {
    assertThat(NameHtml.link(new Author("Old", null), "a former member"))
        .isEqualTo("<span class=\"nobody\"><bdi>Old</bdi></span>");
    assertThat(NameHtml.link(new Author(null, null), "someone & all"))
        .isEqualTo("<span class=\"nobody\">someone &amp; all</span>");
  }

  @Test
  void anAvatarIsAPatternOfTheNamesOwn() {
    assertThat(NameHtml.avatar("sappho"))
        .isEqualTo(NameHtml.avatar("sappho"))
        .matches(
            "<svg class=\"avatar hue-[0-7]\" viewBox=\"-1 -1 7 7\" aria-hidden=\"true\"><path d=\"(M[0-4] [0-4]\\.5h[1-5])+\"/></svg>");
    assertThat(NameHtml.avatar(null)).isEqualTo(NameHtml.avatar(""));
    long different =
        IntStream.range(0, 2_000).mapToObj(n -> NameHtml.avatar("user" + n)).distinct().count();
    assertThat(different).isGreaterThan(1_975); // of 2^18 some 8 pairs are alike
  }

  @Test
  void anAvatarIsTheSameOnBothSides() {
    var squares = new boolean[5][5];
    Pattern.compile("M(.) (.)\\.5h(.)")
        .matcher(NameHtml.avatar("anna"))
        .results()
        .forEach(line -> {
          int begin = Integer.parseInt(line.group(1));
          for (int column = begin; column < begin + Integer.parseInt(line.group(3)); column++) {
            squares[Integer.parseInt(line.group(2))][column] = true;
          }
        });
    for (boolean[] row : squares) {
      assertThat(row[0]).isEqualTo(row[4]);
      assertThat(row[1]).isEqualTo(row[3]);
    }
  }
}
