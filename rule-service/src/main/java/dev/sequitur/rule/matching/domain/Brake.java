package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.StartAsked;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.expression.Rendering;
import dev.sequitur.kit.expression.Variables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many runs of a rule may start within a time. Matching keeps no counts, so it decides nothing
 * here: it only has the start ask whoever counts.
 *
 * @param starts runs that may start in a window
 * @param within how long a window is
 * @param by gives the value that is counted apart; null = the rule is counted as a whole
 * @param suspends whether the first start beyond suspends the rule; otherwise it is rejected alone
 * @param change of the definition that this is of; 0 for what is not published
 */
public record Brake(
    int starts, Duration within, @Nullable ArgumentTemplate by, boolean suspends, long change) {

  private static final Rendering WHOLE = new Rendering.Rendered("", List.of());

  /** The same brake, of a published change. */
  public Brake of(long published) {
    return new Brake(starts, within, by, suspends, published);
  }

  /** What an event is counted under, as a text that no other value has; or why nobody can tell. */
  Rendering key(Variables variables) {
    if (by == null) {
      return WHOLE;
    }
    return switch (by.render(variables)) {
      case Rendering.Rendered(var value, var unset) -> new Rendering.Rendered(text(value), unset);
      case Rendering.Failed failed -> failed;
    };
  }

  private static String text(@Nullable Object value) {
    return value == null ? "null" : new String(Wire.write(value), StandardCharsets.UTF_8);
  }

  /** The command, asking. */
  Message asked(Rule rule, Message command, String key) {
    // Whoever resumes a rule that was suspended lets it begin anew, within the same window too.
    var counted = suspends ? change + "/" + key : key;
    var brake = Ids.brake(rule.workspace(), rule.starter().uid(), within, counted);
    return new StartAsked(command, new StartAsked.Terms(brake, starts, within, suspends, change))
        .message();
  }
}
