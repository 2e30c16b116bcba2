package dev.sequitur.reporting.report.pdf;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Pages of a document, filled from the top; lengths in points, A4 across. */
final class Pages {

  /** Of what may be written on. */
  static final double WIDTH = 770;

  static final double LEFT = 36;
  private static final double TOP = 545;
  private static final double BOTTOM = 42;
  private static final double HEADER = 568;
  private static final double FOOTER = 24;
  private static final double SMALL = 7;
  private static final float GREY = 0.35f;
  private static final PDRectangle ACROSS =
      new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth());

  private final PDDocument document;
  private final Typeface face;
  private PDPageContentStream content;
  private double y;

  Pages(PDDocument document, Typeface face) throws IOException {
    this.document = document;
    this.face = face;
    this.content = page();
  }

  /** How far down the page is written; the next thing stands below. */
  double y() {
    return y;
  }

  PDPageContentStream content() {
    return content;
  }

  /** True if so much fits on this page. */
  boolean has(double height) {
    return y - height >= BOTTOM;
  }

  /** Goes on on a new page if so much does not fit on this one. */
  void require(double height) throws IOException {
    if (!has(height)) {
      turn();
    }
  }

  /** Goes on on a new page. */
  void turn() throws IOException {
    content.close();
    content = page();
  }

  void down(double height) {
    y -= height;
  }

  /** One line of text, its base line at {@code y}. */
  void text(double x, double base, double size, String shown) throws IOException {
    text(content, x, base, size, Visual.order(shown));
  }

  /** Fills what comes next, over the whole width. */
  void fill(double height, float grey) throws IOException {
    content.setNonStrokingColor(grey);
    content.addRect((float) LEFT, (float) (y - height), (float) WIDTH, (float) height);
    content.fill();
  }

  void line(double height) throws IOException {
    content.setStrokingColor(0.8f);
    content.setLineWidth(0.4f);
    content.moveTo((float) LEFT, (float) height);
    content.lineTo((float) (LEFT + WIDTH), (float) height);
    content.stroke();
  }

  /** Ends the last page, and writes on each what stands at its edges. */
  void finish(String title, String range, String log) throws IOException {
    content.close();
    var edges = new Wrapping(face, SMALL);
    int count = document.getNumberOfPages();
    int number = 0;
    for (var page : document.getPages()) {
      number++;
      try (var edge = new PDPageContentStream(document, page, AppendMode.APPEND, true)) {
        edge.setNonStrokingColor(GREY);
        var right = face.width(range, SMALL);
        text(edge, LEFT + WIDTH - right, HEADER, SMALL, range);
        var left = Visual.order(edges.fitting(title, WIDTH - right - 20));
        text(edge, LEFT, HEADER, SMALL, left);
        var place = "page " + number + " of " + count;
        text(edge, LEFT + WIDTH - face.width(place, SMALL), FOOTER, SMALL, place);
        text(edge, LEFT, FOOTER, SMALL, edges.fitting(log, WIDTH - 100));
      }
    }
  }

  private PDPageContentStream page() throws IOException {
    var page = new PDPage(ACROSS);
    document.addPage(page);
    y = TOP;
    return new PDPageContentStream(document, page, AppendMode.OVERWRITE, true);
  }

  private void text(PDPageContentStream to, double x, double base, double size, String ordered)
      throws IOException {
    if (!ordered.isEmpty()) {
      to.beginText();
      to.setFont(face.font(), (float) size);
      to.newLineAtOffset((float) x, (float) base);
      to.showText(ordered);
      to.endText();
    }
  }
}
