package dev.sequitur.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process as data: all that is needed to start it, and to know it again later.
 *
 * @param name what people call it, as in {@code rule-service}
 * @param port where it will listen on 127.0.0.1
 * @param command the program and its arguments
 * @param environment added to the environment that this process has itself
 * @param log what it prints is appended here
 * @param record where it is noted that it runs; the file is {@code {"name","pid","start","port"}}
 * @param stopSignal what asks it to end in good order
 * @param niceness how much it gives way to others where processors are scarce, 0 to 19
 */
public record ProcessPlan(
    String name,
    int port,
    List<String> command,
    Map<String, String> environment,
    Path log,
    Path record,
    Signal stopSignal,
    int niceness) {

  /** One that gives way to nobody. */
  public ProcessPlan(
      String name,
      int port,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Path record,
      Signal stopSignal) {
    this(name, port, command, environment, log, record, stopSignal, 0);
  }

  public ProcessPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The same, giving way to others. */
  public ProcessPlan givingWay(int by) {
    return new ProcessPlan(name, port, command, environment, log, record, stopSignal, by);
  }
}
