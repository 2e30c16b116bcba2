package dev.sequitur.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command line that runs something on the same JDK as this process. Each method answers a longer
 * copy.
 */
public record JavaCommand(List<String> options, List<String> arguments) {

  public JavaCommand {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /** For a main class, which comes first among the arguments. */
  public static JavaCommand classPath(Collection<Path> entries) {
    String path =
        entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return new JavaCommand(List.of("-cp", path), List.of());
  }

  /** For a runnable jar. */
  public static JavaCommand jar(Path jar) {
    return new JavaCommand(List.of(), List.of("-jar", jar.toString()));
  }

  public JavaCommand option(String option) {
    return options(List.of(option));
  }

  public JavaCommand options(List<String> more) {
    return new JavaCommand(join(options, more), arguments);
  }

  public JavaCommand arguments(String... more) {
    return new JavaCommand(options, join(arguments, List.of(more)));
  }

  /** The whole command line. */
  public List<String> command() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return join(List.of(java), join(options, arguments));
  }

  private static List<String> join(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
