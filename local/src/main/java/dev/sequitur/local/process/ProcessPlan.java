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
 */
public record ProcessPlan(
    String name,
    int port,
    List<String> command,
    Map<String, String> environment,
    Path log,
    Path record,
    Signal stopSignal) {

  public ProcessPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
