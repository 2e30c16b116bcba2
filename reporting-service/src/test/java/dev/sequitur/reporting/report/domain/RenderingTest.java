package dev.sequitur.reporting.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Wire;
import dev.sequitur.reporting.report.Samples;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RenderingTest {

  @Test
  void formulasAreQuotedInCsv() {
    assertThat(CsvRendering.of(Samples.whole()))
        .contains(
            ",'=cmd|' /C calc'!A0,",
            ",'+1,",
            ",'@SUM(A1),",
            ",'\t=1,",
            ",'＝1+1,",
            "\"<script>alert('x')</script>&\"\" =1+1\"")
        .contains("2026-03-28T23:00:00Z,2026-03-31T22:00:00Z,Europe/Berlin\r\n")
        .contains("\"Log: sequitur.events.v1/0: 17-4711\"".replace("\"", ""));
  }

  @Test
  void whatWasKeptBeforeThereWereChartsIsStillRead() {
    var kept =
        """
        {"title": "t", "definition": "d", "version": 1, "zone": "UTC",
         "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z", "parameters": {},
         "tables": [{"title": "s", "columns": ["rule"], "rows": [["x"]], "isCut": false}]}
        """;
    var report = Wire.read(kept.getBytes(StandardCharsets.UTF_8), ReportData.class);

    assertThat(report.tables().getFirst().chart()).isNull();
    assertThat(CsvRendering.of(report)).contains("Log: no event of the range is in the index");
  }
}
