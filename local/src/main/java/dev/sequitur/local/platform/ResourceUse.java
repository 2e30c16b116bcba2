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
 * @param compiling what of it a JVM's compilers took: much at first, next to nothing after minutes
 * @param collecting what of it the JVM's own thread took, which also frees memory
 */
public record ResourceUse(long memoryBytes, Duration cpu, Duration compiling, Duration collecting) {

  public static final ResourceUse NOTHING =
      new ResourceUse(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

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
          .reduce(NOTHING, ResourceUse::plus);
    }
  }

  /** What was used since; memory as it is now. */
  public ResourceUse since(ResourceUse before) {
    return new ResourceUse(
        memoryBytes,
        cpu.minus(before.cpu),
        compiling.minus(before.compiling),
        collecting.minus(before.collecting));
  }

  private ResourceUse plus(ResourceUse other) {
    return new ResourceUse(
        memoryBytes + other.memoryBytes,
        cpu.plus(other.cpu),
        compiling.plus(other.compiling),
        collecting.plus(other.collecting));
  }

  private static ResourceUse ofOne(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return new ResourceUse(
          memory(Files.readAllLines(process.resolve("smaps_rollup"))),
          cpu(Files.readString(process.resolve("stat"))),
          threads(process, " CompilerThre"),
          threads(process, "VM Thread"));
    } catch (IOException goneOrNotLinux) {
      return NOTHING;
    }
  }

  /** Time of those threads that bear the name, which the system cuts to 15 characters. */
  private static Duration threads(Path process, String name) throws IOException {
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      return tasks
          .map(task -> stat(task.resolve("stat")))
          .filter(stat -> stat.contains(name + ")"))
          .map(ResourceUse::cpu)
          .reduce(Duration.ZERO, Duration::plus);
    }
  }

  private static String stat(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException endedMeanwhile) {
      return "";
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
