package dev.sequitur.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a command is started so that it outlives this process and its terminal, and leaves a record
 * of itself.
 *
 * <p>The shell writes the record and then becomes the program: same pid, same start time. However
 * early the launcher dies, there is no process of ours without a record.
 */
final class Detachment {

  private static final String SCRIPT =
      """
      trap '' HUP
      record=$1 name=$2 port=$3 told=$4
      shift 4
      if read -r stat 2>/dev/null </proc/$$/stat; then
        boot=
        read -r boot 2>/dev/null </proc/sys/kernel/random/boot_id
        start=$boot:$(set -- ${stat##*) }; echo ${20})
      else
        start=$(LC_ALL=C ps -o lstart= -p $$ | tr -s ' ' | sed 's/^ //; s/ $//')
      fi
      printf '{"name":"%s","pid":%s,"start":"%s","port":%s,"told":"%s"}\\n' "$name" $$ "$start" "$port" "$told" >"$record.new" &&
        mv "$record.new" "$record" && exec "$@"
      """;

  private Detachment() {}

  static List<String> wrap(ProcessPlan plan) {
    List<String> command = new ArrayList<>(newSession());
    command.addAll(List.of("sh", "-c", SCRIPT, "sequitur", plan.record().toString(), plan.name()));
    command.addAll(List.of(Integer.toString(plan.port()), plan.told()));
    command.addAll(plan.command());
    return command;
  }

  /**
   * Out of the terminal's session, so that Ctrl-C there does not reach it. Neither way changes the
   * pid.
   */
  private static List<String> newSession() {
    if (onPath("setsid").isPresent()) {
      return List.of("setsid");
    }
    return onPath("perl").isPresent()
        ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV")
        : List.of();
  }

  static Optional<Path> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    for (String folder : path.split(File.pathSeparator)) {
      Path file = Path.of(folder, program);
      if (Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
