package dev.sequitur.reporting.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RenderingTest {

  private static final String HOSTILE = "<script>alert('x')</script>&\"";

  private final ReportData report =
      new ReportData(
          HOSTILE,
          "failures",
          3,
          "Europe/Berlin",
          Instant.parse("2026-03-28T23:00:00Z"),
          Instant.parse("2026-03-29T22:00:00Z"),
          new TreeMap<>(Map.of("rule", HOSTILE)),
          List.of(
              new ReportData.Table(
                  HOSTILE, List.of("a", "b"), List.of(List.of("=1+1", HOSTILE)), true)));

  @Test
  void textIsShownLiterallyInHtml() {
    var html = HtmlRendering.of(report);

    assertThat(html)
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;")
        .contains("2026-03-29T00:00+01:00 – 2026-03-30T00:00+02:00 (Europe/Berlin)")
        .contains("There are more rows than a report may have.");
  }

  @Test
  void formulasAreQuotedInCsv() {
    assertThat(CsvRendering.of(report))
        .contains("\r\na,b\r\n'=1+1,\"<script>alert('x')</script>&\"\"\"\r\n")
        .contains("2026-03-28T23:00:00Z,2026-03-29T22:00:00Z,Europe/Berlin\r\n");
  }

  @Test
  void sameReportIsTheSameBytes() {
    assertThat(HtmlRendering.of(report)).isEqualTo(HtmlRendering.of(report));
    assertThat(CsvRendering.of(report)).isEqualTo(CsvRendering.of(report));
  }
}
