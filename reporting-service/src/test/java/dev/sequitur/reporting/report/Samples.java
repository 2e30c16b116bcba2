package dev.sequitur.reporting.report;

import dev.sequitur.reporting.report.domain.ReportData;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A report with all that is hard to write; prints its digest in each format when it is run. */
public final class Samples {

  public static final String HOSTILE = "<script>alert('x')</script>&\" =1+1";

  public static final List<String> NASTY =
      List.of(
          "=cmd|' /C calc'!A0",
          "+1",
          "@SUM(A1)",
          "\t=1",
          "＝1+1",
          HOSTILE,
          "שלום (עולם)",
          "مرحبا",
          "emoji 😀 end",
          "nul\u0000bell\u0007",
          "_x0041_ stays",
          "half \uD83D pair",
          "two\r\nlines");

  private Samples() {}

  public static ReportData of(List<ReportData.Table> tables) {
    return new ReportData(
        "Failures " + HOSTILE,
        "failures",
        3,
        "Europe/Berlin",
        Instant.parse("2026-03-28T23:00:00Z"),
        Instant.parse("2026-03-31T22:00:00Z"),
        new TreeMap<>(Map.of("rule", HOSTILE)),
        tables,
        new TreeMap<>(Map.of("sequitur.events.v1/0", "17-4711")));
  }

  public static ReportData whole() {
    return of(List.of(days(), texts()));
  }

  /** Two rules on two of three days, with a chart. */
  public static ReportData.Table days() {
    return new ReportData.Table(
        "By day",
        List.of("period", "name", "succeeded", "failed"),
        List.of(
            List.of("2026-03-29", "big-order", "1204", "7"),
            List.of("2026-03-29", "small-order", "300", ""),
            List.of("2026-03-31", "big-order", "900", "40")),
        false,
        new ReportData.Chart(ReportData.Chart.Form.LINE, List.of("succeeded", "failed")));
  }

  /** Texts that somebody meant ill. */
  public static ReportData.Table texts() {
    var rows = new ArrayList<List<String>>();
    for (var text : NASTY) {
      rows.add(List.of("2026-03-29T12:30:00.123456Z", text, "1"));
    }
    rows.add(List.of("", "x".repeat(40_000), ""));
    return new ReportData.Table(
        "Texts: [of] anybody?", List.of("acceptedAt", "rule", "attempts"), rows, true, null);
  }

  /** As many rows as asked for. */
  public static ReportData.Table rows(int count) {
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < count; i++) {
      rows.add(List.of("2026-03-29T12:30:00Z", "rule-" + i, Integer.toString(i)));
    }
    return new ReportData.Table(
        "Many", List.of("acceptedAt", "rule", "attempts"), rows, false, null);
  }

  public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
    for (var format : Format.values()) {
      System.out.println(format + " " + digest(format));
    }
  }

  static String digest(Format format) throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256").digest(format.bytes(whole()));
    return HexFormat.of().formatHex(digest);
  }
}
