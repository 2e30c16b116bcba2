package dev.sequitur.local.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The note that a process left of itself when it started. */
record ProcessRecord(String name, ProcessMark mark, int port, String told) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What a record says of a process that still runs; a record that is stale or cannot be read is
   * deleted.
   */
  static Optional<ProcessRecord> readLiving(Path file) {
    Optional<ProcessRecord> record = read(file).filter(found -> found.mark().alive());
    if (record.isEmpty()) {
      forget(file);
    }
    return record;
  }

  void write(Path file) {
    try {
      Path unfinished = file.resolveSibling(file.getFileName() + ".new");
      ObjectNode json = JSON.createObjectNode().put("name", name).put("pid", mark.pid());
      Files.writeString(
          unfinished, json.put("start", mark.start()).put("port", port).put("told", told) + "\n");
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a record says, whether or not the process still runs. */
  static Optional<ProcessRecord> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      ProcessMark mark =
          new ProcessMark(json.required("pid").asLong(), json.required("start").asText());
      return Optional.of(
          new ProcessRecord(
              json.required("name").asText(),
              mark,
              json.required("port").asInt(),
              json.path("told").asText()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
