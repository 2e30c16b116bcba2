package dev.sequitur.reporting.report.xlsx;

import java.io.IOException;
import java.util.List;

/** The parts that hold the others together. */
final class Binding {

  private static final String OPEN = "http://schemas.openxmlformats.org/";
  private static final String RELATIONS = OPEN + "officeDocument/2006/relationships";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.";

  private final Parts parts;
  private final List<String> sheets;
  private final int charts;

  Binding(Parts parts, List<String> sheets, int charts) {
    this.parts = parts;
    this.sheets = sheets;
    this.charts = charts;
  }

  void write() throws IOException {
    parts.add("xl/styles.xml", xml -> xml.raw(Style.SHEET));
    parts.add("xl/workbook.xml", this::workbook);
    parts.add("xl/_rels/workbook.xml.rels", this::workbookRelations);
    parts.add("[Content_Types].xml", this::types);
    parts.add(
        "_rels/.rels", xml -> relations(xml, relation(1, "officeDocument", "xl/workbook.xml")));
  }

  /** Leads from a sheet to its drawing, and from there to the chart. */
  static void relate(Parts parts, String ofSheet, ChartParts.Place place) throws IOException {
    var drawing = "drawing" + place.number() + ".xml";
    parts.add(ofSheet, xml -> relations(xml, relation(1, "drawing", "../drawings/" + drawing)));
    var chart = "../charts/chart" + place.number() + ".xml";
    parts.add(
        "xl/drawings/_rels/" + drawing + ".rels",
        xml -> relations(xml, relation(1, "chart", chart)));
  }

  private void workbook(Xml xml) throws IOException {
    xml.raw("<workbook xmlns=\"" + OPEN + "spreadsheetml/2006/main\" xmlns:r=\"" + RELATIONS)
        .raw("\"><bookViews><workbookView/></bookViews><sheets>");
    for (int i = 1; i <= sheets.size(); i++) {
      xml.raw("<sheet name=\"")
          .text(sheets.get(i - 1))
          .raw("\" sheetId=\"" + i + "\" r:id=\"rId" + i + "\"/>");
    }
    xml.raw("</sheets></workbook>");
  }

  private void workbookRelations(Xml xml) throws IOException {
    var all = new StringBuilder();
    for (int i = 1; i <= sheets.size(); i++) {
      all.append(relation(i, "worksheet", "worksheets/sheet" + i + ".xml"));
    }
    all.append(relation(sheets.size() + 1, "styles", "styles.xml"));
    relations(xml, all.toString());
  }

  private void types(Xml xml) throws IOException {
    xml.raw("<Types xmlns=\"" + OPEN + "package/2006/content-types\"><Default Extension=\"rels\"")
        .raw(" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
        .raw(type("/xl/workbook.xml", "spreadsheetml.sheet.main"))
        .raw(type("/xl/styles.xml", "spreadsheetml.styles"));
    for (int i = 1; i <= sheets.size(); i++) {
      xml.raw(type("/xl/worksheets/sheet" + i + ".xml", "spreadsheetml.worksheet"));
    }
    for (int i = 1; i <= charts; i++) {
      xml.raw(type("/xl/drawings/drawing" + i + ".xml", "drawing"))
          .raw(type("/xl/charts/chart" + i + ".xml", "drawingml.chart"));
    }
    xml.raw("</Types>");
  }

  private static String type(String part, String type) {
    return "<Override PartName=\"" + part + "\" ContentType=\"" + TYPE + type + "+xml\"/>";
  }

  private static void relations(Xml xml, String relations) throws IOException {
    xml.raw("<Relationships xmlns=\"" + OPEN + "package/2006/relationships\">")
        .raw(relations)
        .raw("</Relationships>");
  }

  private static String relation(int id, String type, String target) {
    return ("<Relationship Id=\"rId" + id + "\" Type=\"" + RELATIONS + "/" + type + "\" Target=\"")
        + target
        + "\"/>";
  }
}
