package stoa.tools.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ImportedTagsTest {
  /** A tag's page must be reached by its link, whoever made it. */
  @Test
  void tagsHaveTheSameFormAsThoseOfMembers() {
    assertThat(TopicImport.tags("<C#><c++><a/b><..><.net>"))
        .containsExactly("c#", "c++", "a-b", ".net");
    assertThat(TopicImport.tags("|c#|标签|")).containsExactly("c#", "标签");
    assertThat(TopicImport.tags(null)).isEmpty();
  }
}
