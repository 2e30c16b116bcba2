package dev.sequitur.local.doctor;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip file of texts, each of which has lost its secrets. Only its owner can read it. */
final class Bundle implements AutoCloseable {

  private final ZipOutputStream zip;
  private final Concealment concealment;

  private Bundle(ZipOutputStream zip, Concealment concealment) {
    this.zip = zip;
    this.concealment = concealment;
  }

  /** A new file; one that is there already is not overwritten. */
  static Bundle create(Path file, Concealment concealment) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new Bundle(
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file))), concealment);
  }

  /** What cannot be had is said in its place, and the rest goes on. */
  void add(String name, Callable<String> content) {
    String text;
    try {
      text = content.call();
    } catch (Exception e) {
      text = "Could not be had: " + e + "\n";
    }
    try {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(concealment.hide(text).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
