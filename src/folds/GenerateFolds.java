import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.Transliterator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remakes src/main/resources/text/*.txt from ICU4J, whose tables are Unicode's: CLDR's
 * Traditional-Simplified and UTS #39's confusables. ICU4J itself is 14 MB and stays out of the jar.
 *
 * <p>{@code java -cp icu4j-78.1.jar src/folds/GenerateFolds.java}, in the repository's folder.
 */
final class GenerateFolds {
  /** The scripts whose letters pass for Latin ones; ordinary Arabic or Thai must stay what it is. */
  private static final Set<Character.UnicodeScript> MIMICS =
      EnumSet.of(
          Character.UnicodeScript.LATIN,
          Character.UnicodeScript.GREEK,
          Character.UnicodeScript.CYRILLIC,
          Character.UnicodeScript.ARMENIAN,
          Character.UnicodeScript.CHEROKEE,
          Character.UnicodeScript.LISU,
          Character.UnicodeScript.COPTIC);

  private static final Path FOLDER = Path.of("src/main/resources/text");

  private GenerateFolds() {}

  public static void main(String[] args) throws IOException {
    write("simplified.txt", simplified());
    write("lookalikes.txt", lookalikes());
  }

  /** Han characters, one to one. */
  private static TreeMap<String, StringBuilder> simplified() {
    var toSimplified = Transliterator.getInstance("Traditional-Simplified");
    var table = new TreeMap<String, StringBuilder>();
    for (int c = 0x2E80; c < 0x33480; c++) {
      if (Character.isDefined(c)
          && Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN) {
        String from = Character.toString(c);
        String to = toSimplified.transliterate(from);
        if (!to.equals(from) && to.codePointCount(0, to.length()) == 1) {
          table.computeIfAbsent(to, _ -> new StringBuilder()).append(from);
        }
      }
    }
    return table;
  }

  /** Letters of other scripts that look like one ASCII letter, under that letter in lower case. */
  private static TreeMap<String, StringBuilder> lookalikes() {
    var checker = new SpoofChecker.Builder().build();
    var table = new TreeMap<String, StringBuilder>();
    for (int c = 0x80; c < 0x1F000; c++) {
      if (!Character.isLetter(c) || !MIMICS.contains(Character.UnicodeScript.of(c))) {
        continue;
      }
      if (!Normalizer.isNormalized(Character.toString(c), Normalizer.Form.NFKC)) {
        continue; // NFKC says better what it is: mathematical I is an i, not an l
      }
      String skeleton = checker.getSkeleton(Character.toString(c));
      if (skeleton.length() == 1 && isLetter(skeleton.charAt(0))) {
        table
            .computeIfAbsent(skeleton.toLowerCase(java.util.Locale.ROOT), _ -> new StringBuilder())
            .appendCodePoint(c);
      }
    }
    return table;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static void write(String name, TreeMap<String, StringBuilder> table) throws IOException {
    var out = new StringBuilder();
    table.forEach((to, from) -> out.append(to).append(' ').append(from).append('\n'));
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(name), out, StandardCharsets.UTF_8);
  }
}
