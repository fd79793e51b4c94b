package stoa;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class AppTest {
  @Test
  void theSetUpLinkLeadsToTheSiteOrOnAFirstTryToThisMachine() {
    String here = "http://127.0.0.1:8081";
    assertThat(App.outside(URI.create("https://forum.example.org"), here))
        .isEqualTo("https://forum.example.org");
    assertThat(App.outside(URI.create("http://localhost:8080"), here)).isEqualTo(here);
  }
}
