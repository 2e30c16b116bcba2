package dev.sequitur.reporting.report.domain;

import dev.sequitur.reporting.export.Csv;

/** A report as comma-separated values: its tables one below the other, an empty line between. */
public final class CsvRendering {

  private CsvRendering() {}

  public static String of(ReportData report) {
    var csv = new Csv();
    csv.text(report.title()).end();
    csv.plain(report.from()).plain(report.to()).text(report.zone()).end();
    csv.text(Preamble.log(report)).end();
    report.parameters().forEach((name, value) -> csv.text(name).text(value).end());
    for (var table : report.tables()) {
      csv.end().text(table.title()).end();
      table.columns().forEach(csv::text);
      csv.end();
      for (var row : table.rows()) {
        row.forEach(csv::text);
        csv.end();
      }
      if (table.isCut()) {
        csv.text(Preamble.CUT).end();
      }
    }
    return csv.take();
  }
}
