package stoa.markup;

/** Markdown source as it grows, block by block. */
final class MarkdownText {
  private final StringBuilder out = new StringBuilder();

  void paragraph(String text) {
    if (!text.isBlank()) {
      gap();
      out.append(text.strip()).append('\n');
    }
  }

  /** A code block within fences longer than any run of backticks in it. */
  void fence(String language, String code) {
    int longest = 2;
    int run = 0;
    for (int i = 0; i < code.length(); i++) {
      run = code.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String lines = code.replace("\r", "");
    gap();
    out.append(fence).append(language).append('\n');
    out.append(lines).append(lines.endsWith("\n") || lines.isEmpty() ? "" : "\n");
    out.append(fence).append('\n');
  }

  /** A block whose lines all begin with something: a quotation. */
  void prefixed(String first, String others, String text) {
    if (!text.isBlank()) {
      gap();
      append(first, others, text);
    }
  }

  void item(String marker, String indent, String text, boolean first) {
    if (first) {
      gap();
    }
    if (text.isBlank()) {
      out.append(marker.stripTrailing()).append('\n');
    } else {
      append(marker, indent, text);
    }
  }

  private void append(String first, String others, String text) {
    boolean begun = false;
    for (String line : text.split("\n", -1)) {
      String prefix = begun ? others : first;
      out.append(line.isEmpty() ? prefix.stripTrailing() : prefix + line).append('\n');
      begun = true;
    }
  }

  private void gap() {
    if (!out.isEmpty()) {
      out.append('\n');
    }
  }

  String finish() {
    return out.toString().stripTrailing();
  }
}
