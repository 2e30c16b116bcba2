package dev.sequitur.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process, told apart from every other that ever had or will have its pid.
 *
 * @param pid the process id
 * @param start when it started, in the words of this machine: on Linux the boot's id and the clock
 *     ticks since then, which no change of the wall clock moves; elsewhere what {@code ps} says
 */
public record ProcessMark(long pid, String start) {

  private static final Path PROC = Path.of("/proc");
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** The process that has this pid now; nothing if there is none, or only its zombie. */
  public static Optional<ProcessMark> of(long pid) {
    try {
      return Files.isDirectory(PROC.resolve("self")) ? fromProc(pid) : fromPs(pid);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether this very process, not a later one with its pid, still runs. */
  public boolean alive() {
    return of(pid).filter(this::equals).isPresent();
  }

  private static Optional<ProcessMark> fromProc(long pid) throws IOException {
    Path stat = PROC.resolve(Long.toString(pid)).resolve("stat");
    String boot = Files.exists(BOOT) ? Files.readString(BOOT).strip() : "";
    return parseStat(Files.readString(stat, StandardCharsets.ISO_8859_1))
        .map(ticks -> new ProcessMark(pid, boot + ":" + ticks));
  }

  /**
   * The start time from a line of {@code /proc/<pid>/stat}; nothing for a process that has ended
   * but is not yet reaped.
   */
  static Optional<String> parseStat(String line) {
    // The name stands in parentheses and may itself hold spaces and parentheses: count from its
    // end.
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    String state = fields[0];
    return state.equals("Z") || state.equals("X") ? Optional.empty() : Optional.of(fields[19]);
  }

  private static Optional<ProcessMark> fromPs(long pid) throws IOException {
    ProcessBuilder ps = new ProcessBuilder("ps", "-o", "lstart=", "-p", Long.toString(pid));
    ps.environment().put("LC_ALL", "C");
    Process process = ps.start();
    String start = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return start.isBlank()
        ? Optional.empty()
        : Optional.of(new ProcessMark(pid, start.strip().replaceAll("\\s+", " ")));
  }
}
