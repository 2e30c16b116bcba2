package dev.sequitur.e2e.torture;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with one line for each thing that happened, tab-separated. */
final class Journal implements AutoCloseable {

  private final BufferedWriter file;

  Journal(Path path) {
    try {
      this.file = Files.newBufferedWriter(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void write(Object... fields) {
    try {
      for (int i = 0; i < fields.length; i++) {
        file.write(i == 0 ? "" : "\t");
        file.write(String.valueOf(fields[i]));
      }
      file.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
