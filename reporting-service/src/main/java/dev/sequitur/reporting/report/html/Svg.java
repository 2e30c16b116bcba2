package dev.sequitur.reporting.report.html;

import dev.sequitur.reporting.report.chart.Drawing;
import dev.sequitur.reporting.report.chart.Shape;
import java.util.List;
import java.util.stream.Collectors;

/** A drawing as SVG that stands within a page: no scripts, no references, no fonts of its own. */
final class Svg {

  private final Markup to;

  private Svg(Markup to) {
    this.to = to;
  }

  /**
   * Appends a drawing.
   *
   * @param number tells the page's drawings apart
   */
  static void append(Markup to, int number, String title, String told, List<Shape> shapes) {
    to.raw("<svg role=\"img\" aria-labelledby=\"t" + number + " d" + number + "\" viewBox=\"0 0 ")
        .raw(Drawing.WIDTH + " " + Drawing.HEIGHT + "\" width=\"" + Drawing.WIDTH)
        .raw("\" height=\"" + Drawing.HEIGHT + "\" font-size=\"9\">\n<title id=\"t" + number)
        .raw("\">")
        .text(title)
        .raw("</title><desc id=\"d" + number + "\">")
        .text(told)
        .raw("</desc>\n");
    var svg = new Svg(to);
    shapes.forEach(svg::shape);
    to.raw("</svg>\n");
  }

  private void shape(Shape shape) {
    switch (shape) {
      case Shape.Rule(var from, var until) ->
          to.raw("<path d=\"M" + at(from) + "L" + at(until) + "\" stroke=\"#ccc\"/>\n");
      case Shape.Bar(var corner, var width, var height, var ink) ->
          to.raw("<rect x=\"" + tenths(corner.x()) + "\" y=\"" + tenths(corner.y()) + "\" width=\"")
              .raw(tenths(width) + "\" height=\"" + tenths(height) + "\" fill=\"" + colour(ink))
              .raw("\"/>\n");
      case Shape.Path(var spots, var ink) -> path(spots, ink);
      case Shape.Label(var at, var anchor, var text) ->
          to.raw("<text x=\"" + tenths(at.x()) + "\" y=\"" + tenths(at.y()))
              .raw("\" text-anchor=\"" + anchor.name().toLowerCase(java.util.Locale.ROOT) + "\">")
              .text(text)
              .raw("</text>\n");
    }
  }

  private void path(List<Shape.Spot> spots, Shape.Ink ink) {
    var points = spots.stream().map(Svg::at).collect(Collectors.joining("L", "M", ""));
    // A single spot is seen as a dot, for the line's ends are round.
    to.raw("<path d=\"" + points + (spots.size() == 1 ? "h0" : "") + "\" fill=\"none\" stroke=\"")
        .raw(colour(ink) + "\" stroke-width=\"1.5\" stroke-linecap=\"round\"");
    if (!ink.dash().isEmpty()) {
      to.raw(" stroke-dasharray=\"")
          .raw(ink.dash().stream().map(String::valueOf).collect(Collectors.joining(" ")))
          .raw("\"");
    }
    to.raw("/>\n");
  }

  private static String at(Shape.Spot spot) {
    return tenths(spot.x()) + " " + tenths(spot.y());
  }

  private static String tenths(int tenths) {
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }

  private static String colour(Shape.Ink ink) {
    return "#" + java.util.HexFormat.of().toHexDigits(ink.rgb(), 6);
  }
}
