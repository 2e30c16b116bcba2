package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Broker and database break in ugly ways on a full disk, so they are not started on one. */
final class DiskSpace {

  private static final long MEGABYTE = 1024 * 1024;

  /** The programs, both logs' first files, and some days of small use. */
  private static final long NEEDED = 600 * MEGABYTE;

  private DiskSpace() {}

  static void require(Home home) {
    try {
      require(home, Files.getFileStore(home.folder()).getUsableSpace());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void require(Home home, long usable) {
    if (usable < NEEDED) {
      throw new LocalFailure(
          "Only %d MB are free where %s lies, and %d MB are needed: make room, or name a folder on another disk in SEQUITUR_HOME."
              .formatted(usable / MEGABYTE, home.folder(), NEEDED / MEGABYTE));
    }
  }
}
