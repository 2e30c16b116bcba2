package dev.sequitur.reporting.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
  void textThatASpreadsheetWouldCarryOutIsQuoted(String formula) {
    assertThat(new Csv().text(formula).end().take()).isEqualTo("'" + formula + "\r\n");
  }

  @Test
  void formulaThatNeedsQuotationMarksTooHasBoth() {
    assertThat(new Csv().text("=HYPERLINK(\"http://x\",\"y\")").end().take())
        .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
    assertThat(new Csv().text("\r=1").end().take()).isEqualTo("\"'\r=1\"\r\n");
  }

  @Test
  void fieldsAreSeparatedAndNothingIsEmpty() {
    assertThat(new Csv().text("a,b").plain(7).text(null).plain(null).text("").end().take())
        .isEqualTo("\"a,b\",7,,,\r\n");
  }

  @Test
  void nextLineBeginsAnew() {
    var csv = new Csv().text("a").end().text("b").end();

    assertThat(csv.take()).isEqualTo("a\r\nb\r\n");
    assertThat(csv.length()).isZero();
  }
}
