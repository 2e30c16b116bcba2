package dev.sequitur.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The file {@code access.txt}: operation × caller × expected answer.
 *
 * @param callers the columns
 * @param rows by operation, the answers in the order of the columns
 */
record AccessMatrix(List<String> callers, Map<String, List<String>> rows) {

  static AccessMatrix read() {
    var lines = text().lines().filter(line -> !line.startsWith("#")).toList();
    var callers = Arrays.stream(lines.getFirst().split(" +")).skip(1).toList();
    var rows = new LinkedHashMap<String, List<String>>();
    for (var line : lines.subList(1, lines.size())) {
      var cells = List.of(line.split(" +"));
      var answers = cells.subList(2, cells.size());
      if (answers.size() != callers.size()) {
        throw new IllegalStateException("not one answer a caller: " + line);
      }
      if (rows.put(cells.get(0) + " " + cells.get(1), answers) != null) {
        throw new IllegalStateException("twice: " + line);
      }
    }
    return new AccessMatrix(callers, rows);
  }

  String expected(String operation, String caller) {
    return Objects.requireNonNull(rows.get(operation), operation).get(callers.indexOf(caller));
  }

  private static String text() {
    try (var file = AccessMatrix.class.getResourceAsStream("/access.txt")) {
      return new String(
          Objects.requireNonNull(file, "access.txt").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
