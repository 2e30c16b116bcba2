package dev.sequitur.gateway.audit;

import dev.sequitur.contracts.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How entries are written into a file, one by one. */
enum AuditExport {
  /** One JSON document a line. */
  NDJSON("application/x-ndjson") {
    @Override
    void begin(OutputStream out) {}

    @Override
    void write(AuditView entry, OutputStream out) throws IOException {
      out.write(Wire.write(entry));
      out.write('\n');
    }
  },

  /** RFC 4180, for spreadsheets. */
  CSV("text/csv;charset=UTF-8") {
    @Override
    void begin(OutputStream out) throws IOException {
      line(
          out,
          Stream.of(
              "position",
              "at",
              "principal",
              "action",
              "resource",
              "before",
              "after",
              "id",
              "hash"));
    }

    @Override
    void write(AuditView entry, OutputStream out) throws IOException {
      line(
          out,
          Stream.of(
              String.valueOf(entry.position()),
              entry.at().toString(),
              entry.principal(),
              entry.action(),
              entry.resource(),
              json(entry.before()),
              json(entry.after()),
              entry.id().toString(),
              entry.hash()));
    }
  };

  private final String mediaType;

  AuditExport(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  abstract void begin(OutputStream out) throws IOException;

  abstract void write(AuditView entry, OutputStream out) throws IOException;

  /**
   * A cell, quoted. What a spreadsheet would take for a formula begins with an apostrophe instead,
   * which makes it a text (OWASP, CSV injection).
   */
  static String cell(String text) {
    var formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }

  private static void line(OutputStream out, Stream<String> cells) throws IOException {
    var line = cells.map(AuditExport::cell).collect(Collectors.joining(",", "", "\r\n"));
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }

  private static String json(@Nullable Map<String, @Nullable Object> resource) {
    return resource == null ? "" : new String(Wire.write(resource), StandardCharsets.UTF_8);
  }
}
