package dev.sequitur.reporting.report.chart;

import java.util.List;

/** What is drawn, in points from the upper left corner; in the order in which it is given. */
public sealed interface Shape {

  /** A place, in tenths of a point: whole numbers are written alike everywhere. */
  record Spot(int x, int y) {}

  /** A thin grey line. */
  record Rule(Spot from, Spot to) implements Shape {}

  /** A filled rectangle. */
  record Bar(Spot corner, int width, int height, Ink ink) implements Shape {}

  /** A line through at least one spot. */
  record Path(List<Spot> spots, Ink ink) implements Shape {}

  /**
   * A text, nine points high.
   *
   * @param at of its base line
   */
  record Label(Spot at, Anchor anchor, String text) implements Shape {}

  /** Which part of a text stands at its spot. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * What tells series apart: a colour, and dashes for those who see none.
   *
   * @param rgb 24 bits
   * @param dash lengths of strokes and gaps, points; empty = drawn through
   */
  record Ink(int rgb, List<Integer> dash) {}
}
