package dev.sequitur.local.platform;

import dev.sequitur.local.process.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a part has used since it was started, its child processes included (Linux; elsewhere memory
 * is 0).
 *
 * @param memoryBytes now, pages shared between its processes counted once
 * @param cpu user and system time
 */
public record ResourceUse(long memoryBytes, Duration cpu) {

  private static final long KILOBYTE = 1024;
  private static final long MILLIS_A_TICK = 10;

  /** Of each process, by name. */
  static Map<String, ResourceUse> of(List<OwnProcess> processes) {
    Map<String, ResourceUse> uses = new LinkedHashMap<>();
    processes.forEach(process -> uses.put(process.name(), of(process.pid())));
    return uses;
  }

  static ResourceUse of(long pid) {
    try (Stream<ProcessHandle> children =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants)) {
      return Stream.concat(Stream.of(pid), children.map(ProcessHandle::pid))
          .map(ResourceUse::ofOne)
          .reduce(new ResourceUse(0, Duration.ZERO), ResourceUse::plus);
    }
  }

  private ResourceUse plus(ResourceUse other) {
    return new ResourceUse(memoryBytes + other.memoryBytes, cpu.plus(other.cpu));
  }

  private static ResourceUse ofOne(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return new ResourceUse(
          memory(Files.readAllLines(process.resolve("smaps_rollup"))),
          cpu(Files.readString(process.resolve("stat"))));
    } catch (IOException goneOrNotLinux) {
      return new ResourceUse(0, Duration.ZERO);
    }
  }

  static long memory(List<String> rollup) {
    return rollup.stream()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * KILOBYTE)
        .sum();
  }

  /** Own time, and that of children which have ended: a database's session is a child. */
  static Duration cpu(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int field = 11; field <= 14; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return Duration.ofMillis(ticks * MILLIS_A_TICK);
  }
}
