package dev.sequitur.reporting.report.xlsx;

import dev.sequitur.reporting.report.chart.Drawing;
import dev.sequitur.reporting.report.chart.Series;
import dev.sequitur.reporting.report.domain.ReportData;
import java.io.IOException;
import java.util.List;

/** A chart of the spreadsheet's own kind over the cells of a sheet. */
final class ChartParts {

  private static final String OFFICE = "http://schemas.openxmlformats.org/";
  private static final String RELATIONS = OFFICE + "officeDocument/2006/relationships";

  private ChartParts() {}

  /**
   * A chart on its sheet.
   *
   * @param number tells the document's charts apart
   * @param sheet the name of the sheet that holds periods in column A and a line in each further
   *     one
   */
  record Place(int number, String sheet, String title) {}

  static void drawing(Xml xml, Place place) throws IOException {
    xml.raw("<xdr:wsDr xmlns:xdr=\"" + OFFICE + "drawingml/2006/spreadsheetDrawing\"")
        .raw(" xmlns:a=\"" + OFFICE + "drawingml/2006/main\"><xdr:twoCellAnchor>")
        .raw("<xdr:from><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>")
        .raw("<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>20</xdr:col><xdr:colOff>0")
        .raw("</xdr:colOff><xdr:row>24</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>")
        .raw("<xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"2\" name=\"Chart ")
        .raw(place.number() + "\" descr=\"")
        .text(place.title())
        .raw(
            "\"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/>")
        .raw("<a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"" + OFFICE)
        .raw("drawingml/2006/chart\"><c:chart xmlns:c=\"" + OFFICE + "drawingml/2006/chart\"")
        .raw(" xmlns:r=\"" + RELATIONS + "\" r:id=\"rId1\"/></a:graphicData></a:graphic>")
        .raw("</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>");
  }

  static void chart(Xml xml, Place place, Series series) throws IOException {
    var isBar = series.form() == ReportData.Chart.Form.BAR;
    xml.raw("<c:chartSpace xmlns:c=\"" + OFFICE + "drawingml/2006/chart\" xmlns:a=\"" + OFFICE)
        .raw("drawingml/2006/main\"><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>")
        .text(place.title())
        .raw("</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>")
        .raw("<c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>")
        .raw(
            isBar
                ? "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/>"
                : "<c:lineChart><c:grouping val=\"standard\"/>")
        .raw("<c:varyColors val=\"0\"/>");
    for (int line = 0; line < series.lines().size(); line++) {
      line(xml, place, series, line);
    }
    xml.raw("<c:axId val=\"1\"/><c:axId val=\"2\"/>")
        .raw(isBar ? "</c:barChart>" : "</c:lineChart>")
        .raw("<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling>")
        .raw("<c:delete val=\"0\"/><c:axPos val=\"b\"/><c:crossAx val=\"2\"/></c:catAx>")
        .raw("<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling>")
        .raw("<c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines/><c:crossAx val=\"1\"/>")
        .raw("</c:valAx></c:plotArea><c:legend><c:legendPos val=\"t\"/></c:legend>")
        .raw("<c:plotVisOnly val=\"1\"/></c:chart></c:chartSpace>");
  }

  private static void line(Xml xml, Place place, Series series, int line) throws IOException {
    var isBar = series.form() == ReportData.Chart.Form.BAR;
    var column = Character.toString('B' + line);
    var colour = java.util.HexFormat.of().withUpperCase().toHexDigits(Drawing.ink(line).rgb(), 6);
    var fill = "<a:solidFill><a:srgbClr val=\"" + colour + "\"/></a:solidFill>";
    xml.raw("<c:ser><c:idx val=\"" + line + "\"/><c:order val=\"" + line + "\"/><c:tx><c:strRef>");
    cells(xml, place, "$" + column + "$1");
    held(xml, "str", List.of(series.lines().get(line).name()));
    xml.raw("</c:strRef></c:tx><c:spPr>")
        .raw(isBar ? fill : "<a:ln w=\"19050\">" + fill + "</a:ln>")
        .raw("</c:spPr>" + (isBar ? "" : "<c:marker><c:symbol val=\"none\"/></c:marker>"))
        .raw("<c:cat><c:strRef>");
    int last = series.periods().size() + 1;
    cells(xml, place, "$A$2:$A$" + last);
    held(xml, "str", series.periods());
    xml.raw("</c:strRef></c:cat><c:val><c:numRef>");
    cells(xml, place, "$" + column + "$2:$" + column + "$" + last);
    held(xml, "num", series.lines().get(line).values());
    xml.raw("</c:numRef></c:val></c:ser>");
  }

  /** What stands in the cells, for who draws without looking there. */
  private static void held(Xml xml, String type, List<?> values) throws IOException {
    xml.raw("<c:" + type + "Cache>")
        .raw(type.equals("num") ? "<c:formatCode>General</c:formatCode>" : "")
        .raw("<c:ptCount val=\"" + values.size() + "\"/>");
    for (int i = 0; i < values.size(); i++) {
      xml.raw("<c:pt idx=\"" + i + "\"><c:v>").text(values.get(i).toString()).raw("</c:v></c:pt>");
    }
    xml.raw("</c:" + type + "Cache>");
  }

  /** Names of sheets hold no apostrophe, so none can end the quotation. */
  private static void cells(Xml xml, Place place, String cells) throws IOException {
    xml.raw("<c:f>'").text(place.sheet()).raw("'!" + cells + "</c:f>");
  }
}
