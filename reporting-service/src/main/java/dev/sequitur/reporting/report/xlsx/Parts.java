package dev.sequitur.reporting.report.xlsx;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The parts of a document as they are written, one after the other, each at the same instant. */
final class Parts {

  /** Any fixed one that the archive's own form of time can say. */
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;
  private final Writer writer;

  Parts(OutputStream to) {
    this.zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
    this.writer = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
  }

  /** What is written of one part. */
  @FunctionalInterface
  interface Content {
    void to(Xml xml) throws IOException;
  }

  void add(String name, Content content) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(ALWAYS);
    zip.putNextEntry(entry);
    var xml = new Xml(writer);
    content.to(xml);
    xml.end();
    zip.closeEntry();
  }

  void finish() throws IOException {
    zip.finish();
  }
}
