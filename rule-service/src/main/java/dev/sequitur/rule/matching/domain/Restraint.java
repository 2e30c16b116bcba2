package dev.sequitur.rule.matching.domain;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What holds a rule back although its condition is true.
 *
 * @param brake null if any number of runs may start
 * @param turns how often it may start in one chain of events that rules emit for one another
 */
public record Restraint(@Nullable Brake brake, int turns) {

  /** Enough for a chain that passes a rule again on purpose, and few for one that never ends. */
  public static final int TURNS = 3;

  public static final Restraint USUAL = new Restraint(null, TURNS);

  /** The same, of a published change. */
  public Restraint of(long change) {
    return brake == null ? this : new Restraint(brake.of(change), turns);
  }

  /**
   * Whether a rule would go round once too often.
   *
   * @param chain the rules behind the event
   */
  boolean ends(List<UUID> chain, UUID rule) {
    return chain.size() >= turns && Collections.frequency(chain, rule) >= turns;
  }
}
