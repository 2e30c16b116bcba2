package dev.sequitur.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A process as data: all that is needed to start it, and to know it again later.
 *
 * @param name what people call it, as in {@code rule-service}
 * @param port where it will listen on 127.0.0.1
 * @param command the program and its arguments
 * @param environment added to the environment that this process has itself
 * @param log what it prints is appended here
 * @param record where it is noted that it runs; the file is {@code
 *     {"name","pid","start","port","told"}}
 * @param stopSignal what asks it to end in good order
 * @param told what it is told at its start and may have to be told otherwise while it runs; noted
 *     in the record. Plain text without quotes or backslashes, never a secret
 */
public record ProcessPlan(
    String name,
    int port,
    List<String> command,
    Map<String, String> environment,
    Path log,
    Path record,
    Signal stopSignal,
    String told) {

  private static final Pattern PLAIN = Pattern.compile("[^\"\\\\\\p{Cntrl}]*");

  public ProcessPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (!PLAIN.matcher(told).matches()) {
      throw new IllegalArgumentException("A record cannot hold " + told);
    }
  }

  /** One that is told nothing that may change. */
  public ProcessPlan(
      String name,
      int port,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Path record,
      Signal stopSignal) {
    this(name, port, command, environment, log, record, stopSignal, "");
  }

  /** The same, told this. */
  public ProcessPlan telling(String other) {
    return new ProcessPlan(name, port, command, environment, log, record, stopSignal, other);
  }
}
