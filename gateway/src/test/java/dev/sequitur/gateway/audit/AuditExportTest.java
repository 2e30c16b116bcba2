package dev.sequitur.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditExportTest {

  @Test
  void aCellThatWouldBeAFormulaIsAText() {
    for (var formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1")) {
      assertThat(AuditExport.cell(formula)).isEqualTo("\"'" + formula + "\"");
    }
  }

  @Test
  void anyOtherCellIsWhatItIs() {
    assertThat(AuditExport.cell("a=1, b")).isEqualTo("\"a=1, b\"");
    assertThat(AuditExport.cell("{\"a\":\"x\r\ny\"}")).isEqualTo("\"{\"\"a\"\":\"\"x\r\ny\"\"}\"");
    assertThat(AuditExport.cell("")).isEqualTo("\"\"");
  }
}
