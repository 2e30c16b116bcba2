package dev.sequitur.reporting.report.domain;

import java.time.ZoneId;

/** A report as one HTML page without scripts, pictures or anything from elsewhere. */
public final class HtmlRendering {

  private static final String STYLE =
      "body{font:14px system-ui,sans-serif;margin:2rem}table{border-collapse:collapse;margin:1rem 0}"
          + "th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left}th{background:#f3f3f3}";

  private final StringBuilder html = new StringBuilder();

  private HtmlRendering() {}

  public static String of(ReportData report) {
    return new HtmlRendering().page(report);
  }

  private String page(ReportData report) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>");
    text(report.title());
    html.append("</title><style>").append(STYLE).append("</style></head>\n<body>\n");
    element("h1", report.title());
    var zone = ZoneId.of(report.zone());
    element(
        "p",
        report.from().atZone(zone).toOffsetDateTime()
            + " – "
            + report.to().atZone(zone).toOffsetDateTime()
            + " ("
            + report.zone()
            + ")");
    report.parameters().forEach((name, value) -> element("p", name + ": " + value));
    report.tables().forEach(this::table);
    element("p", report.definition() + ", version " + report.version());
    return html.append("</body>\n</html>\n").toString();
  }

  private void table(ReportData.Table table) {
    element("h2", table.title());
    html.append("<table>\n<tr>");
    table.columns().forEach(column -> element("th", column));
    html.append("</tr>\n");
    for (var row : table.rows()) {
      html.append("<tr>");
      row.forEach(cell -> element("td", cell));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
    if (table.isCut()) {
      element("p", "There are more rows than a report may have.");
    }
  }

  private void element(String name, String content) {
    html.append('<').append(name).append('>');
    text(content);
    html.append("</").append(name).append(name.startsWith("t") ? ">" : ">\n");
  }

  private void text(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '&' -> html.append("&amp;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
  }
}
