package stoa.base.view;

import static org.assertj.core.api.Assertions.assertThat;

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
  void anAvatarIsTheFirstLetterWhateverItTakes() {
    assertThat(NameHtml.avatar("sappho")).contains(">S<").matches(".* hue-[0-7]\" .*");
    assertThat(NameHtml.avatar("\ud83d\ude00x")).contains(">\ud83d\ude00<");
    assertThat(NameHtml.avatar("张三")).contains(">张<");
    assertThat(NameHtml.avatar("<x")).contains(">&lt;<");
    assertThat(NameHtml.avatar(null)).contains(">?<").isEqualTo(NameHtml.avatar(""));
  }
}
