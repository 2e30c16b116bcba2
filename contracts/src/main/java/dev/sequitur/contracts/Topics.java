package dev.sequitur.contracts;

import java.time.Duration;
import java.util.List;

/** The one catalogue of internal topics; creation, manifests and access lists are made from it. */
public final class Topics {

  private static final int MEGABYTE = 1024 * 1024;

  /** Accepted events; key = ordering key, else subject, else event id. */
  public static final Topic EVENTS = kept("events", 4, 32, 30, true, 2);

  /** One record per decision, all its actions; key = run id. */
  public static final Topic COMMANDS = kept("commands", 4, 32, 7, false, 2);

  /** Results of commands, and the run's end with the last of them; key = run id. */
  public static final Topic OUTCOMES = kept("outcomes", 4, 32, 7, false, 2);

  /**
   * Starts that were refused (key = run id), batch summaries of matching (key = partition), and the
   * starts and ends of runs whose event is followed (key = event id).
   */
  public static final Topic RUNS = kept("runs", 4, 32, 7, false, 2);

  /**
   * Starts of rules with a brake, each asking whether it may pass; key = the brake's id, made of
   * workspace, rule and the value that it counts by.
   */
  public static final Topic CORRELATIONS = kept("correlations", 4, 32, 1, false, 2);

  /** Commands given up, whole, with cause and attempts; key = command id. */
  public static final Topic DEAD_LETTERS = kept("dead-letters", 1, 8, 30, false, 4);

  /** Records that could not be read, raw, with source, offset and reason. */
  public static final Topic QUARANTINE = kept("quarantine", 1, 4, 30, false, 4);

  /** Published versions of definitions, never secrets; key = workspace/kind/uid/change. */
  public static final Topic DEFINITIONS = compacted("definitions");

  /** Encrypted secrets; key = workspace/name. */
  public static final Topic SECRETS = compacted("secrets");

  /** Hashes of API keys; key = key id. */
  public static final Topic API_KEYS = compacted("api-keys");

  /** Audit entries; key = workspace. */
  public static final Topic AUDIT = kept("audit", 1, 4, 365, false, 2);

  private Topics() {}

  /** Every internal topic, in a fixed order. */
  public static List<Topic> all() {
    return List.of(
        EVENTS,
        COMMANDS,
        OUTCOMES,
        RUNS,
        CORRELATIONS,
        DEAD_LETTERS,
        QUARANTINE,
        DEFINITIONS,
        SECRETS,
        API_KEYS,
        AUDIT);
  }

  private static Topic kept(
      String name, int local, int cluster, int days, boolean logAppendTime, int megabytes) {
    return new Topic(
        "sequitur." + name + ".v1",
        local,
        cluster,
        Duration.ofDays(days),
        logAppendTime,
        megabytes * MEGABYTE + 64 * 1024);
  }

  private static Topic compacted(String name) {
    return new Topic("sequitur." + name + ".v1", 1, 1, null, true, 2 * MEGABYTE + 64 * 1024);
  }
}
