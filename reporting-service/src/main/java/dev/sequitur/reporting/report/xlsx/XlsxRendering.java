package dev.sequitur.reporting.report.xlsx;

import dev.sequitur.reporting.report.chart.Series;
import dev.sequitur.reporting.report.domain.CellKind;
import dev.sequitur.reporting.report.domain.Preamble;
import dev.sequitur.reporting.report.domain.ReportData;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A report as an Office Open XML spreadsheet: what it is on the first sheet, then a sheet for each
 * table, and one for each chart with the numbers it is drawn from. Written as it is made, so its
 * size costs no memory; the same report is the same bytes.
 */
public final class XlsxRendering {

  private final ReportData report;
  private final Parts parts;
  private final ZoneId zone;
  private final SheetNames names = new SheetNames();
  private final List<String> sheets = new ArrayList<>();
  private int charts;

  private XlsxRendering(ReportData report, OutputStream to) {
    this.report = report;
    this.parts = new Parts(to);
    this.zone = ZoneId.of(report.zone());
  }

  /** Writes the whole document; the stream stays open. */
  public static void write(ReportData report, OutputStream to) throws IOException {
    new XlsxRendering(report, to).write();
  }

  private void write() throws IOException {
    about();
    for (var table : report.tables()) {
      table(table);
      var chart = table.chart();
      if (chart != null) {
        chart(table.title(), Series.of(report, table, chart));
      }
    }
    new Binding(parts, sheets, charts).write();
    parts.finish();
  }

  private void about() throws IOException {
    var about = new ArrayList<List<String>>();
    about.add(List.of("Range", Preamble.range(report)));
    report.parameters().forEach((name, value) -> about.add(List.of(name, value)));
    about.add(List.of("", Preamble.log(report)));
    about.add(List.of("Made of", Preamble.origin(report)));
    about.add(List.of("Times", "as they read in " + report.zone()));
    sheet(
        "About",
        xml -> {
          var sheet = new SheetWriter(xml, zone);
          sheet.begin(List.of(CellKind.TEXT, CellKind.TEXT), false);
          sheet.row(List.of(report.title()), Style.TITLE);
          for (var row : about) {
            sheet.row(row, Style.TEXT);
          }
          sheet.endRows();
          sheet.end();
        });
  }

  private void table(ReportData.Table table) throws IOException {
    var kinds = table.columns().stream().map(CellKind::of).toList();
    sheet(
        table.title(),
        xml -> {
          var sheet = new SheetWriter(xml, zone);
          sheet.begin(kinds, true);
          sheet.row(table.columns(), Style.HEAD);
          for (var row : table.rows()) {
            sheet.row(row, kinds);
          }
          if (table.isCut()) {
            sheet.row(List.of(Preamble.CUT), Style.TEXT);
          }
          sheet.endRows();
          sheet.end();
        });
  }

  private void chart(String title, Series series) throws IOException {
    charts++;
    var kinds = new ArrayList<>(Collections.nCopies(series.lines().size() + 1, CellKind.COUNT));
    kinds.set(0, CellKind.TEXT);
    var head = new ArrayList<>(List.of("period"));
    series.lines().forEach(line -> head.add(line.name()));
    var name =
        sheet(
            "Chart " + charts,
            xml -> {
              var sheet = new SheetWriter(xml, zone);
              sheet.begin(kinds, true);
              sheet.row(head, Style.HEAD);
              for (int i = 0; i < series.periods().size(); i++) {
                sheet.row(numbers(series, i), kinds);
              }
              sheet.endRows();
              xml.raw("<drawing r:id=\"rId1\"/>");
              sheet.end();
            });
    var place = new ChartParts.Place(charts, name, title);
    Binding.relate(parts, "xl/worksheets/_rels/sheet" + sheets.size() + ".xml.rels", place);
    parts.add("xl/drawings/drawing" + charts + ".xml", xml -> ChartParts.drawing(xml, place));
    parts.add("xl/charts/chart" + charts + ".xml", xml -> ChartParts.chart(xml, place, series));
  }

  private static List<String> numbers(Series series, int period) {
    var numbers = new ArrayList<>(List.of(series.periods().get(period)));
    series.lines().forEach(line -> numbers.add(line.values().get(period).toString()));
    return numbers;
  }

  private String sheet(String title, Parts.Content content) throws IOException {
    var name = names.of(title);
    sheets.add(name);
    parts.add("xl/worksheets/sheet" + sheets.size() + ".xml", content);
    return name;
  }
}
