package dev.sequitur.reporting.report.pdf;

import dev.sequitur.reporting.report.chart.Drawing;
import dev.sequitur.reporting.report.chart.Shape;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Draws a chart on a page. */
final class Picture {

  private static final double SIZE = 9;
  private static final int ROUND = 1;

  private final Pages pages;
  private final Typeface face;
  private final PDPageContentStream content;
  private final double top;

  private Picture(Pages pages, Typeface face) {
    this.pages = pages;
    this.face = face;
    this.content = pages.content();
    this.top = pages.y();
  }

  static void draw(Pages pages, Typeface face, List<Shape> shapes) throws IOException {
    pages.require(Drawing.HEIGHT);
    var picture = new Picture(pages, face);
    for (var shape : shapes) {
      picture.draw(shape);
    }
    pages.down(Drawing.HEIGHT);
  }

  private void draw(Shape shape) throws IOException {
    switch (shape) {
      case Shape.Rule(var from, var to) -> {
        content.setStrokingColor(0.8f);
        content.setLineWidth(0.5f);
        path(List.of(from, to));
      }
      case Shape.Bar(var corner, var width, var height, var ink) -> {
        content.setNonStrokingColor(part(ink, 16), part(ink, 8), part(ink, 0));
        content.addRect(x(corner), y(corner) - height / 10f, width / 10f, height / 10f);
        content.fill();
      }
      case Shape.Path(var spots, var ink) -> {
        content.setStrokingColor(part(ink, 16), part(ink, 8), part(ink, 0));
        content.setLineWidth(1.2f);
        content.setLineCapStyle(ROUND);
        dash(ink);
        path(spots);
        content.setLineDashPattern(new float[0], 0);
      }
      case Shape.Label(var at, var anchor, var text) -> label(at, anchor, face.shown(text));
    }
  }

  private void label(Shape.Spot at, Shape.Anchor anchor, String shown) throws IOException {
    var width = face.width(shown, SIZE);
    var before =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    content.setNonStrokingColor(0f);
    pages.text(x(at) - before, y(at), SIZE, shown);
  }

  private void dash(Shape.Ink ink) throws IOException {
    var lengths = new float[ink.dash().size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = ink.dash().get(i);
    }
    content.setLineDashPattern(lengths, 0);
  }

  private void path(List<Shape.Spot> spots) throws IOException {
    content.moveTo(x(spots.getFirst()), y(spots.getFirst()));
    for (var spot : spots) {
      content.lineTo(x(spot), y(spot));
    }
    content.stroke();
  }

  private static float x(Shape.Spot spot) {
    return (float) Pages.LEFT + spot.x() / 10f;
  }

  private float y(Shape.Spot spot) {
    return (float) top - spot.y() / 10f;
  }

  private static float part(Shape.Ink ink, int shift) {
    return (ink.rgb() >> shift & 0xFF) / 255f;
  }
}
