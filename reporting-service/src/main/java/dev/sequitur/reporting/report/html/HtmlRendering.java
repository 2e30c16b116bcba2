package dev.sequitur.reporting.report.html;

import dev.sequitur.reporting.report.chart.Drawing;
import dev.sequitur.reporting.report.chart.Series;
import dev.sequitur.reporting.report.domain.CellKind;
import dev.sequitur.reporting.report.domain.Preamble;
import dev.sequitur.reporting.report.domain.ReportData;
import java.util.List;
import java.util.Locale;

/** A report as one HTML page without scripts, pictures or anything from elsewhere. */
public final class HtmlRendering {

  private static final String STYLE =
      "body{font:14px system-ui,sans-serif;margin:2rem;color:#1a1a1a;background:#fff}"
          + "table{border-collapse:collapse;margin:1rem 0;font-size:12px}"
          + "th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left}th{background:#f3f3f3}"
          + "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
          + "td:first-child,th:first-child{white-space:nowrap}svg{display:block;max-width:100%;height:auto}.log,footer{color:#555;font-size:12px}"
          + "@media print{body{margin:0}tr,svg{break-inside:avoid}thead{display:table-header-group}}";

  private final Markup html = new Markup();
  private final ReportData report;

  private HtmlRendering(ReportData report) {
    this.report = report;
  }

  public static String of(ReportData report) {
    return new HtmlRendering(report).page();
  }

  private String page() {
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">")
        .element("title", report.title())
        .raw("<style>" + STYLE + "</style></head>\n<body>\n")
        .element("h1", report.title())
        .raw("\n")
        .element("p", Preamble.range(report))
        .raw("\n");
    report.parameters().forEach((name, value) -> html.element("p", name + ": " + value).raw("\n"));
    html.raw("<p class=\"log\">").text(Preamble.log(report)).raw("</p>\n");
    for (int i = 0; i < report.tables().size(); i++) {
      section(i, report.tables().get(i));
    }
    return html.raw("<footer>")
        .text(Preamble.origin(report))
        .raw("</footer>\n</body>\n</html>\n")
        .toString();
  }

  private void section(int number, ReportData.Table table) {
    html.raw("<section>\n").element("h2", table.title()).raw("\n");
    var chart = table.chart();
    if (chart != null) {
      var series = Series.of(report, table, chart);
      var told =
          (chart.form().name().toLowerCase(Locale.ROOT) + " chart of ")
              + String.join(", ", chart.of())
              + " by period; the numbers stand in the table below";
      Svg.append(html, number, table.title(), told, Drawing.of(series));
    }
    table(table);
    html.raw("</section>\n");
  }

  private void table(ReportData.Table table) {
    var kinds = table.columns().stream().map(CellKind::of).toList();
    html.raw("<table>\n<thead><tr>");
    cells("th", table.columns(), kinds);
    html.raw("</tr></thead>\n<tbody>\n");
    for (var row : table.rows()) {
      html.raw("<tr>");
      cells("td", row, kinds);
      html.raw("</tr>\n");
    }
    html.raw("</tbody></table>\n");
    if (table.isCut()) {
      html.element("p", Preamble.CUT).raw("\n");
    }
  }

  private void cells(String name, List<String> texts, List<CellKind> kinds) {
    for (int i = 0; i < texts.size(); i++) {
      html.raw("<" + name + (kinds.get(i) == CellKind.COUNT ? " class=\"n\">" : ">"))
          .text(texts.get(i))
          .raw("</" + name + ">");
    }
  }
}
