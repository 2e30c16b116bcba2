package dev.sequitur.reporting.report.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.reporting.report.Samples;
import dev.sequitur.reporting.report.domain.ReportData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfRenderingTest {

  @Test
  void textIsReadBackWithItsRangeItsPlaceOnTheLogAndItsPage() throws IOException {
    try (var document = read(Samples.whole())) {
      var text = new PDFTextStripper().getText(document);

      assertThat(text)
          .contains("2026-03-29T00:00+01:00 – 2026-04-01T00:00+02:00 (Europe/Berlin)")
          .contains("Log: sequitur.events.v1/0: 17-4711")
          .contains("big-order", "1204", "failures, version 3")
          .contains("page 1 of " + document.getNumberOfPages())
          .contains("There are more rows than a report may have.");
      assertThat(document.getDocumentInformation().getTitle()).startsWith("Failures <script>");
    }
  }

  @Test
  void hostileTextsAreShownLiterally() throws IOException {
    try (var document = read(Samples.whole())) {
      var text = new PDFTextStripper().getText(document);

      assertThat(text)
          .contains("=cmd|' /C calc'!A0", "<script>alert('x')</script>&\" =1+1")
          .contains("emoji [U+1F600] end", "nul[U+0000]bell[U+0007]", "half [U+D83D] pair")
          .contains("_x0041_ stays")
          .containsPattern("two +lines")
          .containsPattern("\\d+ more characters");
      assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
      assertThat(document.getDocumentCatalog().getNames()).isNull();
      for (var page : document.getPages()) {
        assertThat(page.getAnnotations()).isEmpty();
      }
    }
  }

  @Test
  void everyFontIsEmbedded() throws IOException {
    try (var document = read(Samples.whole())) {
      var fonts = new HashSet<String>();
      for (var page : document.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          var font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).isTrue();
          fonts.add(font.getName());
        }
      }
      assertThat(fonts).singleElement().asString().endsWith("+LiberationSans");
    }
  }

  @Test
  void longTableGoesOverPagesAndEachNamesTheColumns() throws IOException {
    try (var document = read(Samples.of(List.of(Samples.rows(500))))) {
      var pages = document.getNumberOfPages();
      assertThat(pages).isGreaterThan(8);
      for (int page = 1; page <= pages; page++) {
        var stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        assertThat(stripper.getText(document))
            .contains("acceptedAt", "page " + page + " of " + pages);
      }
      var text = new PDFTextStripper().getText(document);
      for (int i = 0; i < 500; i++) {
        assertThat(text).contains("rule-" + i + " ");
      }
    }
  }

  @Test
  void lettersFromRightToLeftStandInThatOrder() {
    assertThat(Visual.order("abc")).isEqualTo("abc");
    assertThat(Visual.order("\u05D0\u05D1 (\u05D2)")).isEqualTo("(\u05D2) \u05D1\u05D0");
    assertThat(Visual.order("x \u05D0\u05D1 y")).isEqualTo("x \u05D1\u05D0 y");
  }

  @Test
  void widestColumnsGiveWayToTheOthers() {
    assertThat(Widths.within(100, new double[] {10, 20})).containsExactly(10, 20);
    assertThat(Widths.within(100, new double[] {10, 200, 300})).containsExactly(10, 45, 45);
  }

  private static PDDocument read(ReportData report) throws IOException {
    var bytes = new ByteArrayOutputStream();
    PdfRendering.write(report, bytes);
    return Loader.loadPDF(bytes.toByteArray());
  }
}
