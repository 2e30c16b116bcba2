package dev.sequitur.local.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A part's log. One older one is kept beside it. */
public final class LogFile {

  private static final long LARGEST = 20L * 1024 * 1024;
  private static final int BYTES_A_LINE = 400;

  private LogFile() {}

  /** Before a start: a log that has grown large becomes {@code <name>.log.old}. */
  static void rotate(Path log) {
    try {
      if (Files.exists(log) && Files.size(log) > LARGEST) {
        Files.move(
            log,
            log.resolveSibling(log.getFileName() + ".old"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines, without reading the whole file; empty if there is none. */
  public static String tail(Path log, int lines) {
    if (!Files.exists(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      int length = (int) Math.min(file.length(), (long) lines * BYTES_A_LINE);
      byte[] end = new byte[length];
      file.seek(file.length() - length);
      file.readFully(end);
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
