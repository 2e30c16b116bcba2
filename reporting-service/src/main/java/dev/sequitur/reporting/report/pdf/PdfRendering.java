package dev.sequitur.reporting.report.pdf;

import dev.sequitur.reporting.report.chart.Drawing;
import dev.sequitur.reporting.report.chart.Series;
import dev.sequitur.reporting.report.domain.Preamble;
import dev.sequitur.reporting.report.domain.ReportData;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * A report as a PDF document, drawn from its data: nothing in it is fetched, interpreted or carried
 * out. Its date is the end of the range and its id is derived, so the same report is the same
 * bytes.
 */
public final class PdfRendering {

  private static final double TITLE = 18;
  private static final double HEADING = 13;
  private static final double BODY = 9;

  private final PDDocument document;
  private final ReportData report;
  private final Typeface face;
  private final Pages pages;

  private PdfRendering(PDDocument document, ReportData report) throws IOException {
    this.document = document;
    this.report = report;
    this.face = Typeface.in(document);
    this.pages = new Pages(document, face);
  }

  /** Writes the whole document; the stream stays open. Pages wait in memory, compressed. */
  public static void write(ReportData report, OutputStream to) throws IOException {
    try (var document = new PDDocument(IOUtils.createMemoryOnlyStreamCache())) {
      var rendering = new PdfRendering(document, report);
      rendering.describe();
      rendering.fill();
      document.save(to, CompressParameters.NO_COMPRESSION);
    }
  }

  private void describe() {
    var about = new PDDocumentInformation();
    about.setTitle(report.title());
    about.setCreator("Sequitur");
    about.setSubject(Preamble.origin(report) + ", " + Preamble.range(report));
    about.setKeywords(Preamble.log(report));
    var end = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    end.setTimeInMillis(report.to().toEpochMilli());
    end.set(Calendar.MILLISECOND, 0);
    about.setCreationDate(end);
    document.setDocumentInformation(about);
    document.setDocumentId(report.to().getEpochSecond());
    var catalog = document.getDocumentCatalog();
    catalog.setLanguage("en");
    var preferences = new PDViewerPreferences(new org.apache.pdfbox.cos.COSDictionary());
    preferences.setDisplayDocTitle(true);
    catalog.setViewerPreferences(preferences);
  }

  private void fill() throws IOException {
    paragraph(report.title(), TITLE);
    paragraph(Preamble.range(report), BODY);
    for (var parameter : report.parameters().entrySet()) {
      paragraph(parameter.getKey() + ": " + parameter.getValue(), BODY);
    }
    paragraph(Preamble.log(report), BODY);
    for (var table : report.tables()) {
      section(table);
    }
    paragraph(Preamble.origin(report), BODY);
    pages.finish(
        face.shown(report.title()),
        face.shown(Preamble.range(report)),
        face.shown(Preamble.log(report)));
  }

  private void section(ReportData.Table table) throws IOException {
    // A heading does not stand alone at the foot of a page.
    pages.require(table.chart() == null ? 60 : Drawing.HEIGHT + 40);
    pages.down(8);
    paragraph(table.title(), HEADING);
    var chart = table.chart();
    if (chart != null) {
      Picture.draw(pages, face, Drawing.of(Series.of(report, table, chart)));
    }
    Grid.write(pages, face, table);
    if (table.isCut()) {
      paragraph(Preamble.CUT, BODY);
    }
  }

  private void paragraph(String text, double size) throws IOException {
    var wrapping = new Wrapping(face, size);
    for (var line : wrapping.lines(face.shown(text), Pages.WIDTH)) {
      pages.require(size * 1.4);
      pages.content().setNonStrokingColor(0.1f);
      pages.text(Pages.LEFT, pages.y() - size, size, line);
      pages.down(size * 1.4);
    }
  }
}
