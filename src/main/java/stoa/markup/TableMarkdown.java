package stoa.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** A table as Markdown: its first row becomes the head, a cell one line. */
final class TableMarkdown {
  private TableMarkdown() {}

  static void write(Element table, MarkdownText out) {
    List<List<String>> rows = new ArrayList<>();
    for (Element row : table.select("tr")) {
      var cells = row.children().stream().map(TableMarkdown::cell).toList();
      if (!cells.isEmpty()) {
        rows.add(cells);
      }
    }
    if (rows.isEmpty()) {
      out.paragraph(InlineMarkdown.escaped(table.text()));
      return;
    }
    int width = rows.stream().mapToInt(List::size).max().orElse(1);
    var lines = new ArrayList<String>();
    lines.add(line(rows.getFirst(), width));
    lines.add("|" + " --- |".repeat(width));
    rows.stream().skip(1).map(row -> line(row, width)).forEach(lines::add);
    out.paragraph(String.join("\n", lines));
  }

  private static String cell(Element cell) {
    var inline = new InlineMarkdown(0);
    cell.childNodes().forEach(inline::add);
    return inline.take().replaceAll("\\s*\\\\?\n\\s*", " ").strip();
  }

  private static String line(List<String> cells, int width) {
    var padded = new ArrayList<>(cells);
    while (padded.size() < width) {
      padded.add("");
    }
    return padded.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
