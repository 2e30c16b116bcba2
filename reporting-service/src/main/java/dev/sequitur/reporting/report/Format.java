package dev.sequitur.reporting.report;

import dev.sequitur.reporting.report.domain.CsvRendering;
import dev.sequitur.reporting.report.domain.ReportData;
import dev.sequitur.reporting.report.html.HtmlRendering;
import dev.sequitur.reporting.report.pdf.PdfRendering;
import dev.sequitur.reporting.report.xlsx.XlsxRendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a report is written as. The same report is the same bytes, whoever writes it and where. */
enum Format {
  HTML("text/html; charset=UTF-8") {
    @Override
    void write(ReportData report, OutputStream to) throws IOException {
      to.write(HtmlRendering.of(report).getBytes(StandardCharsets.UTF_8));
    }
  },
  CSV("text/csv; charset=UTF-8") {
    @Override
    void write(ReportData report, OutputStream to) throws IOException {
      to.write(CsvRendering.of(report).getBytes(StandardCharsets.UTF_8));
    }
  },
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
    @Override
    void write(ReportData report, OutputStream to) throws IOException {
      XlsxRendering.write(report, to);
    }
  },
  PDF("application/pdf") {
    @Override
    void write(ReportData report, OutputStream to) throws IOException {
      PdfRendering.write(report, to);
    }
  };

  private final String type;

  Format(String type) {
    this.type = type;
  }

  abstract void write(ReportData report, OutputStream to) throws IOException;

  /** The media type. */
  String type() {
    return type;
  }

  /** What the file of a report is called. */
  String fileOf(String definition) {
    return definition + "." + name().toLowerCase(Locale.ROOT);
  }

  /** The format that a definition names. */
  static Format named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  byte[] bytes(ReportData report) {
    var bytes = new ByteArrayOutputStream();
    try {
      write(report, bytes);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not refuse what is written", e);
    }
    return bytes.toByteArray();
  }
}
