package dev.sequitur.reporting.report.xlsx;

import dev.sequitur.reporting.report.domain.CellKind;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Rows of one sheet, written as they come. Texts are texts: there is no cell with a formula. */
final class SheetWriter {

  /** Characters in a cell, as spreadsheets have it. */
  private static final int MOST_CHARACTERS = 32_767;

  private static final int MOST_DIGITS = 15;
  private static final LocalDateTime ZERO = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final double MICROS_A_DAY = 86_400_000_000d;

  private final Xml xml;
  private final ZoneId zone;

  /**
   * @param zone cells have no zone: instants are written as they read there
   */
  SheetWriter(Xml xml, ZoneId zone) {
    this.xml = xml;
    this.zone = zone;
  }

  void begin(List<CellKind> columns, boolean hasHead) throws IOException {
    xml.raw("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"")
        .raw(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">")
        .raw("<sheetViews><sheetView workbookViewId=\"0\">")
        .raw(
            hasHead
                ? "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                : "")
        .raw("</sheetView></sheetViews><cols>");
    for (int i = 1; i <= columns.size(); i++) {
      xml.raw("<col min=\"" + i + "\" max=\"" + i + "\" width=\"" + width(columns.get(i - 1)))
          .raw("\" customWidth=\"1\"/>");
    }
    xml.raw("</cols><sheetData>");
  }

  private static int width(CellKind kind) {
    return switch (kind) {
      case TEXT -> 30;
      case COUNT -> 12;
      case TIME -> 20;
    };
  }

  SheetWriter row(List<String> texts, Style style) throws IOException {
    xml.raw("<row>");
    for (var text : texts) {
      text(text, style);
    }
    xml.raw("</row>");
    return this;
  }

  void row(List<String> texts, List<CellKind> kinds) throws IOException {
    xml.raw("<row>");
    for (int i = 0; i < texts.size(); i++) {
      cell(texts.get(i), kinds.get(i));
    }
    xml.raw("</row>");
  }

  void endRows() throws IOException {
    xml.raw("</sheetData>");
  }

  void end() throws IOException {
    xml.raw("</worksheet>");
  }

  private void cell(String text, CellKind kind) throws IOException {
    if (text.isEmpty()) {
      xml.raw("<c/>");
    } else if (kind == CellKind.COUNT && text.length() <= MOST_DIGITS) {
      number(text, Style.COUNT);
    } else if (kind == CellKind.TIME && text.indexOf('T') > 0) {
      number(serial(Instant.parse(text).atZone(zone).toLocalDateTime()), Style.INSTANT);
    } else if (kind == CellKind.TIME) {
      number(serial(LocalDate.parse(text).atStartOfDay()), Style.DAY);
    } else {
      text(text, Style.TEXT);
    }
  }

  private void number(String number, Style style) throws IOException {
    xml.raw("<c s=\"" + style.ordinal() + "\"><v>" + number + "</v></c>");
  }

  private void text(String text, Style style) throws IOException {
    xml.raw("<c s=\"" + style.ordinal() + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
        .text(cut(text))
        .raw("</t></is></c>");
  }

  /** What a cell cannot hold is left out, and said so. */
  private static String cut(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    var kept = MOST_CHARACTERS - 40;
    return text.substring(0, kept) + "… (" + (text.length() - kept) + " more characters)";
  }

  private static String serial(LocalDateTime time) {
    var days = ZERO.until(time, ChronoUnit.DAYS);
    var micros = ZERO.plusDays(days).until(time, ChronoUnit.MICROS);
    return micros == 0 ? Long.toString(days) : Double.toString(days + micros / MICROS_A_DAY);
  }
}
