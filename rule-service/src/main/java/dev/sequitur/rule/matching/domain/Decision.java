package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunStartRejected;
import org.jspecify.annotations.Nullable;

/** What one rule makes of one event. */
public sealed interface Decision {

  Rule rule();

  /**
   * A run starts; of a rule with a brake, if that lets it pass.
   *
   * @param command all its actions
   * @param message the command as it goes on the wire, or what asks the brake for it
   */
  record Started(Rule rule, PerformActions command, Message message) implements Decision {}

  /**
   * The condition is not true.
   *
   * @param code why it could not be told, if so
   */
  record Unmatched(Rule rule, @Nullable String code) implements Decision {}

  /**
   * The condition was not even asked.
   *
   * @param code why not
   */
  record Suppressed(Rule rule, String code) implements Decision {}

  /**
   * The condition is true, but no command can be made.
   *
   * @param rejection the run's one visible end
   */
  record Failed(Rule rule, RunStartRejected rejection) implements Decision {}
}
