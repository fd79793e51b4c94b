package stoa.base.pagecache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import stoa.base.Tokens;
import stoa.base.view.TopicEnd;
import stoa.base.view.Unread;
import stoa.base.view.UnreadMark;
import stoa.base.web.PlaceholderMember;
import stoa.base.web.PlaceholderMember.Slot;

/** Members' pages are packed, and what is a reader's own is not. */
final class PackedSkeletonTest {
  private static final String TOKEN = "k7Qm2ZpX0vB4nR8sT6wY1cD3fG5hJ9lA";
  private static final Unread NEVER = Unread.NOTHING;
  private static final Unread ALWAYS = (_, _) -> true;

  private final PlaceholderMember everybody = new PlaceholderMember(new Tokens());
  private final UnreadMark unread = new UnreadMark(everybody.mark(), Unread.NOTHING);

  /** Fifty rows with a form each, as a long topic has. */
  private PageSkeleton page(String chosen) {
    var html = new StringBuilder("<header>Hello ").append(everybody.mark(Slot.NAME));
    html.append("</header><p>中文，标点。</p>");
    for (int row = 0; row < 50; row++) {
      var ends = List.of(new TopicEnd(row, 3, 99));
      html.append("<li class=\"topic\">").append(unread.before(0, ends));
      html.append("<a class=\"fresh\" href=\"/t/1/a/unread\">new</a>").append(unread.after());
      html.append("<form method=\"post\"><input type=\"hidden\" name=\"_csrf\" value=\"");
      html.append(everybody.mark(Slot.TOKEN)).append("\"></form>Row ").append(row).append(chosen);
    }
    return PageSkeleton.cut(html.toString().getBytes(StandardCharsets.UTF_8), everybody.mark());
  }

  private static Function<Slot, byte[]> own(String name, String token) {
    return slot -> (slot == Slot.TOKEN ? token : name).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(PageSkeleton page, Function<Slot, byte[]> own, Unread unread) {
    byte[] packed = PackedSkeleton.of(page, own).filled(own, unread);
    assertThat(packed).isNotNull();
    return packed == null ? new byte[0] : packed;
  }

  private static String unpacked(byte[] packed) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String plain(PageSkeleton page, Function<Slot, byte[]> own, Unread unread) {
    var pieces = new ArrayList<byte[]>();
    page.collect(Map.of(), own, unread, pieces);
    var text = new StringBuilder();
    pieces.forEach(piece -> text.append(new String(piece, StandardCharsets.ISO_8859_1)));
    return new String(
        text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsUnpackedIsThePage() throws IOException {
    var page = page("");
    for (String name : List.of("Anna", "A very long name with 中文", "")) {
      var own = own(name, TOKEN);
      assertThat(unpacked(packed(page, own, ALWAYS))).isEqualTo(plain(page, own, ALWAYS));
      assertThat(unpacked(packed(page, own, NEVER)).replaceAll(" {45}", ""))
          .isEqualTo(plain(page, own, NEVER));
    }
  }

  @Test
  void itIsPackedWell() {
    var own = own("Anna", TOKEN);
    var page = page(" of a topic whose title is of a usual length, and its author's name");
    // The tokens alone are 1,600 bytes, the marks 2,200.
    assertThat(packed(page, own, NEVER).length).isLessThan(plain(page, own, ALWAYS).length() / 2);
  }

  @Test
  void itsLengthTellsNothingOfATokenThatAVisitorGuesses() {
    for (String guess : List.of("", TOKEN.substring(0, 8), TOKEN, "x".repeat(32))) {
      var page = page(" value=\"" + guess);
      int length = packed(page, own("Anna", TOKEN), NEVER).length;
      for (String other : List.of("Z".repeat(32), "0123456789abcdef0123456789ABCDEF")) {
        assertThat(packed(page, own("Anna", other), NEVER)).hasSize(length);
      }
    }
  }

  @Test
  void itsLengthTellsNothingOfWhatSomebodyHasRead() {
    var page = page("");
    var own = own("Anna", TOKEN);
    assertThat(packed(page, own, ALWAYS)).hasSize(packed(page, own, NEVER).length);
  }

  @Test
  void aTokenOfAnotherLengthIsSentPlain() {
    var page = page("");
    var packed = PackedSkeleton.of(page, own("Anna", TOKEN));
    assertThat(packed.filled(own("Anna", TOKEN + "x"), NEVER)).isNull();
  }
}
