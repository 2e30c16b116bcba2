package dev.sequitur.local.platform;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that listens on a port, as far as this user may see it (Linux; elsewhere nobody is
 * found).
 *
 * @param command its command line, arguments separated by blanks
 */
record PortHolder(long pid, String command) {

  private static final int LONGEST = 60;
  private static final String LISTENING = "0A";
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final Pattern HOME =
      Pattern.compile(
          "-Dsequitur\\.home=(?<service>\\S+)|[= ](?<data>/\\S*?)/data/(?:kafka|postgres)[/ ]");

  static Optional<PortHolder> of(int port) {
    for (Path table : TABLES) {
      try {
        Optional<String> inode = listeningInode(Files.readAllLines(table), port);
        if (inode.isPresent()) {
          return holderOf("socket:[" + inode.get() + "]");
        }
      } catch (IOException notLinux) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * From the kernel's table: the local address ends in the port in hexadecimal, the state says
   * listening.
   */
  static Optional<String> listeningInode(List<String> table, int port) {
    String suffix = ":%04X".formatted(port);
    return table.stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields[1].endsWith(suffix) && fields[3].equals(LISTENING))
        .map(fields -> fields[9])
        .findFirst();
  }

  private static Optional<PortHolder> holderOf(String socket) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, socket)) {
          String command = Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
          return Optional.of(
              new PortHolder(Long.parseLong(process.getFileName().toString()), command));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, String socket) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.readSymbolicLink(file).toString().equals(socket)) {
          return true;
        }
      }
    } catch (IOException goneOrNotOurs) {
      return false;
    }
    return false;
  }

  /** For a person: pid and the beginning of the command, or whose Sequitur it belongs to. */
  String describe() {
    return sequiturHome()
        .map(home -> "process %d of another Sequitur (%s)".formatted(pid, home))
        .orElseGet(() -> "process %d (%s)".formatted(pid, beginning()));
  }

  /** The home folder of another Sequitur, if it is one of its parts. */
  Optional<String> sequiturHome() {
    Matcher matcher = HOME.matcher(command + " ");
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.ofNullable(matcher.group("service"))
        .or(() -> Optional.ofNullable(matcher.group("data")));
  }

  private String beginning() {
    return command.length() <= LONGEST ? command : command.substring(0, LONGEST) + "…";
  }
}
