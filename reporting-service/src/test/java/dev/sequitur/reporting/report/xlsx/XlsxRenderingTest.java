package dev.sequitur.reporting.report.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.reporting.report.Samples;
import dev.sequitur.reporting.report.domain.ReportData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class XlsxRenderingTest {

  @Test
  void numbersAndTimesAreTypedAndReadBack() throws IOException {
    try (var book = read(Samples.whole())) {
      var days = book.getSheet("By day");
      assertThat(days.getRow(0).getCell(2).getStringCellValue()).isEqualTo("succeeded");
      assertThat(days.getRow(1).getCell(2).getNumericCellValue()).isEqualTo(1204);
      assertThat(days.getRow(1).getCell(0).getLocalDateTimeCellValue())
          .isEqualTo(LocalDateTime.of(2026, 3, 29, 0, 0));
      assertThat(days.getRow(2).getCell(3).getCellType()).isEqualTo(CellType.BLANK);
      // Half past two in Berlin, on the day on which the clocks were put forward.
      assertThat(book.getSheetAt(3).getRow(1).getCell(0).getLocalDateTimeCellValue())
          .isEqualToIgnoringNanos(LocalDateTime.of(2026, 3, 29, 14, 30));
    }
  }

  @Test
  void textsStayTextsWhateverTheyLookLike() throws IOException {
    try (var book = read(Samples.whole())) {
      var texts = book.getSheetAt(3);
      for (int i = 0; i < Samples.NASTY.size(); i++) {
        var cell = texts.getRow(i + 1).getCell(1);
        assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
        assertThat(cell.getStringCellValue())
            .isEqualTo(Samples.NASTY.get(i).replace("half \uD83D pair", "half \uFFFD pair"));
      }
      for (var sheet : book) {
        sheet.forEach(
            row ->
                row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA)));
      }
    }
  }

  @Test
  void whatACellCannotHoldIsLeftOutAndSaidSo() throws IOException {
    try (var book = read(Samples.whole())) {
      var texts = book.getSheetAt(3);
      var last = texts.getRow(Samples.NASTY.size() + 1).getCell(1).getStringCellValue();
      assertThat(last).hasSizeLessThanOrEqualTo(32_767).endsWith("(7273 more characters)");
      assertThat(texts.getRow(Samples.NASTY.size() + 2).getCell(0).getStringCellValue())
          .isEqualTo("There are more rows than a report may have.");
    }
  }

  @Test
  void sheetsAreNamedAsSpreadsheetsAllowAndTheFirstTellsOfTheRange() throws IOException {
    try (var book = read(Samples.whole())) {
      assertThat(book.getNumberOfSheets()).isEqualTo(4);
      assertThat(book.getSheetName(3)).isEqualTo("Texts   of  anybody");
      var about = book.getSheet("About");
      assertThat(about.getRow(1).getCell(1).getStringCellValue())
          .isEqualTo("2026-03-29T00:00+01:00 – 2026-04-01T00:00+02:00 (Europe/Berlin)");
      assertThat(about.getRow(3).getCell(1).getStringCellValue())
          .isEqualTo("Log: sequitur.events.v1/0: 17-4711");
    }
    var names = new SheetNames();
    assertThat(List.of(names.of("A/B"), names.of("a b"), names.of("History"), names.of("")))
        .containsExactly("A B", "a b (2)", "History (2)", "Sheet");
    assertThat(names.of("😀".repeat(30))).hasSizeLessThanOrEqualTo(31).endsWith("😀");
  }

  @Test
  void chartIsDrawnOverTheCellsOfItsSheet() throws IOException {
    try (var book = read(Samples.whole())) {
      var sheet = book.getSheet("Chart 1");
      assertThat(sheet.getRow(1).getCell(1).getNumericCellValue()).isEqualTo(1504);
      assertThat(sheet.getRow(2).getCell(1).getNumericCellValue()).isZero();
      var chart = sheet.createDrawingPatriarch().getCharts().getFirst();
      assertThat(chart.getTitleText().getString()).isEqualTo("By day");
      var series = chart.getChartSeries().getFirst();
      assertThat(series.getSeriesCount()).isEqualTo(2);
      assertThat(series.getSeries(0).getValuesData().getDataRangeReference())
          .isEqualTo("'Chart 1'!$B$2:$B$4");
    }
  }

  @Test
  void partsAreWellFormedAndStandAtOneInstant() throws Exception {
    var bytes = new ByteArrayOutputStream();
    XlsxRendering.write(Samples.whole(), bytes);
    var parser = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      int parts = 0;
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 2, 1, 0, 0));
        parser.parse(new ByteArrayInputStream(zip.readAllBytes()));
        parts++;
      }
      assertThat(parts).isEqualTo(13);
    }
  }

  @Test
  void hundredThousandRowsAreWrittenWithoutBeingHeld() throws IOException {
    var report = Samples.of(List.of(Samples.rows(100_000)));
    var counted = new Counted();
    System.gc();
    var before = used();
    XlsxRendering.write(report, counted);
    assertThat(counted.bytes).isGreaterThan(500_000);
    // What is left after a write is what it holds: nothing.
    System.gc();
    assertThat(used() - before).isLessThan(20_000_000);
    assertThat(counted.mostAtOnce).isLessThan(100_000);
  }

  private static long used() {
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Counts what it is given. */
  private static final class Counted extends OutputStream {
    private long bytes;
    private int mostAtOnce;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int at, int length) {
      bytes += length;
      mostAtOnce = Math.max(mostAtOnce, length);
    }
  }

  private static XSSFWorkbook read(ReportData report) throws IOException {
    var bytes = new ByteArrayOutputStream();
    XlsxRendering.write(report, bytes);
    return new XSSFWorkbook(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
