package dev.sequitur.reporting.report.chart;

import dev.sequitur.reporting.report.chart.Shape.Anchor;
import dev.sequitur.reporting.report.chart.Shape.Bar;
import dev.sequitur.reporting.report.chart.Shape.Ink;
import dev.sequitur.reporting.report.chart.Shape.Label;
import dev.sequitur.reporting.report.chart.Shape.Path;
import dev.sequitur.reporting.report.chart.Shape.Rule;
import dev.sequitur.reporting.report.chart.Shape.Spot;
import dev.sequitur.reporting.report.domain.ReportData;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a chart of 720 by 240 points: an axis from zero, a series in each ink, a legend. Whole
 * numbers only, so that the same numbers are the same picture everywhere.
 */
public final class Drawing {

  /** Points. */
  public static final int WIDTH = 720;

  /** Points. */
  public static final int HEIGHT = 240;

  private static final int LEFT = 600;
  private static final int RIGHT = 7_100;
  private static final int TOP = 260;
  private static final int BOTTOM = 2_150;
  private static final int MOST_DATES = 6;
  private static final int LEGEND_STEP = 1_100;

  /** Told apart also by who confuses red and green (Okabe and Ito), and without colour. */
  private static final List<Ink> INKS =
      List.of(
          new Ink(0x0072B2, List.of()),
          new Ink(0xD55E00, List.of(6, 3)),
          new Ink(0x009E73, List.of(2, 2)),
          new Ink(0xCC79A7, List.of(8, 3, 2, 3)),
          new Ink(0xE69F00, List.of(4, 4)),
          new Ink(0x56B4E9, List.of(1, 3)));

  private final List<Shape> shapes = new ArrayList<>();
  private final Series series;
  private final long top;

  private Drawing(Series series) {
    this.series = series;
    this.top = Scale.top(series.greatest());
  }

  /** What the chart's line of a number is drawn with. */
  public static Ink ink(int line) {
    return INKS.get(line);
  }

  /** What is to be drawn, the hindmost first. */
  public static List<Shape> of(Series series) {
    var drawing = new Drawing(series);
    drawing.axis();
    if (series.form() == ReportData.Chart.Form.BAR) {
      drawing.bars();
    } else {
      drawing.paths();
    }
    drawing.dates();
    drawing.legend();
    return drawing.shapes;
  }

  private void axis() {
    for (long value = 0; value <= top; value += Scale.step(top)) {
      int y = y(value);
      shapes.add(new Rule(new Spot(LEFT, y), new Spot(RIGHT, y)));
      shapes.add(new Label(new Spot(LEFT - 50, y + 30), Anchor.END, Long.toString(value)));
    }
  }

  private void paths() {
    for (int line = 0; line < series.lines().size(); line++) {
      var values = series.lines().get(line).values();
      var spots = new ArrayList<Spot>(values.size());
      for (int i = 0; i < values.size(); i++) {
        spots.add(new Spot(middle(i), y(values.get(i))));
      }
      if (!spots.isEmpty()) {
        shapes.add(new Path(spots, INKS.get(line)));
      }
    }
  }

  private void bars() {
    int lines = series.lines().size();
    for (int line = 0; line < lines; line++) {
      var values = series.lines().get(line).values();
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) > 0) {
          int from = edge(i) + slot(i) / 10 + slot(i) * 8 / 10 * line / lines;
          int y = y(values.get(i));
          int width = Math.max(slot(i) * 8 / 10 / lines, 2);
          shapes.add(new Bar(new Spot(from, y), width, BOTTOM - y, INKS.get(line)));
        }
      }
    }
  }

  private void dates() {
    var periods = series.periods();
    if (periods.isEmpty()) {
      shapes.add(new Label(new Spot((LEFT + RIGHT) / 2, 1_200), Anchor.MIDDLE, "no data"));
      return;
    }
    int every = (periods.size() + MOST_DATES - 1) / MOST_DATES;
    for (int i = 0; i < periods.size(); i += every) {
      var period = periods.get(i);
      // Hours without their seconds: 2026-11-24T23:00Z
      var text = period.endsWith(":00Z") ? period.replace(":00Z", "Z") : period;
      shapes.add(new Label(new Spot(middle(i), BOTTOM + 120), Anchor.MIDDLE, text));
    }
  }

  private void legend() {
    for (int line = 0; line < series.lines().size(); line++) {
      int x = LEFT + line * LEGEND_STEP;
      if (series.form() == ReportData.Chart.Form.BAR) {
        shapes.add(new Bar(new Spot(x, 60), 200, 70, INKS.get(line)));
      } else {
        shapes.add(new Path(List.of(new Spot(x, 100), new Spot(x + 200, 100)), INKS.get(line)));
      }
      shapes.add(new Label(new Spot(x + 250, 130), Anchor.START, series.lines().get(line).name()));
    }
  }

  private int y(long value) {
    // Counts are far below the size at which this would overflow.
    return BOTTOM - Math.toIntExact(value * (BOTTOM - TOP) / top);
  }

  private int edge(int period) {
    return LEFT + Math.toIntExact((long) (RIGHT - LEFT) * period / series.periods().size());
  }

  private int slot(int period) {
    return edge(period + 1) - edge(period);
  }

  private int middle(int period) {
    return edge(period) + slot(period) / 2;
  }
}
