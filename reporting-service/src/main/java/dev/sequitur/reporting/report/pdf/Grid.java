package dev.sequitur.reporting.report.pdf;

import dev.sequitur.reporting.report.domain.CellKind;
import dev.sequitur.reporting.report.domain.ReportData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table over as many pages as it needs; each begins with the names of the columns. */
final class Grid {

  private static final double SIZE = 6.5;
  private static final double LINE = 8.5;
  private static final double GAP = 6;

  private final Pages pages;
  private final Typeface face;
  private final Wrapping wrapping;
  private final ReportData.Table table;
  private final List<CellKind> kinds;
  private final double[] widths;

  private Grid(Pages pages, Typeface face, ReportData.Table table) {
    this.pages = pages;
    this.face = face;
    this.wrapping = new Wrapping(face, SIZE);
    this.table = table;
    this.kinds = table.columns().stream().map(CellKind::of).toList();
    this.widths = Widths.within(Pages.WIDTH, wanted());
  }

  static void write(Pages pages, Typeface face, ReportData.Table table) throws IOException {
    var grid = new Grid(pages, face, table);
    var head = grid.lines(table.columns());
    pages.require(height(head) + 2 * LINE);
    grid.row(head, true);
    for (var row : table.rows()) {
      var lines = grid.lines(row);
      if (!pages.has(height(lines))) {
        pages.turn();
        grid.row(head, true);
      }
      grid.row(lines, false);
    }
  }

  private double[] wanted() {
    var wanted = new double[table.columns().size()];
    widen(wanted, table.columns());
    table.rows().forEach(row -> widen(wanted, row));
    return wanted;
  }

  private void widen(double[] wanted, List<String> row) {
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = Math.max(wanted[i], face.width(face.shown(row.get(i)), SIZE) + GAP);
    }
  }

  private List<List<String>> lines(List<String> row) {
    var lines = new ArrayList<List<String>>(row.size());
    for (int i = 0; i < row.size(); i++) {
      lines.add(wrapping.lines(face.shown(row.get(i)), widths[i] - GAP + 0.01));
    }
    return lines;
  }

  private static double height(List<List<String>> cells) {
    return cells.stream().mapToInt(List::size).max().orElse(1) * LINE + 2;
  }

  private void row(List<List<String>> cells, boolean isHead) throws IOException {
    var height = height(cells);
    if (isHead) {
      pages.content().setNonStrokingColor(0.93f);
      pages.fill(height, 0.93f);
    }
    pages.content().setNonStrokingColor(0.1f);
    double x = Pages.LEFT;
    for (int i = 0; i < cells.size(); i++) {
      cell(cells.get(i), x, i);
      x += widths[i];
    }
    pages.down(height);
    pages.line(pages.y());
  }

  private void cell(List<String> lines, double x, int column) throws IOException {
    double base = pages.y() - LINE + 1;
    for (var line : lines) {
      var isRight = kinds.get(column) == CellKind.COUNT;
      var indent = isRight ? widths[column] - GAP - face.width(line, SIZE) : 0;
      pages.text(x + GAP / 2 + indent, base, SIZE, line);
      base -= LINE;
    }
  }
}
