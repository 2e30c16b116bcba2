package dev.sequitur.rule.explain.domain;

import dev.sequitur.kit.expression.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a condition made of an event.
 *
 * @param text the part as CEL
 * @param kind how its own parts belong together
 * @param verdict by itself, whether or not it was asked; null if it cannot be evaluated alone
 * @param reached whether the decision came this far: what follows the first false part of a
 *     conjunction, or the first true one of a disjunction, is not asked
 * @param values what a test looked at
 * @param parts of a group
 */
public record Part(
    String text,
    Kind kind,
    @Nullable Verdict verdict,
    boolean reached,
    List<SeenValue> values,
    List<Part> parts) {

  /** How the parts of a part belong together. */
  public enum Kind {
    ALL,
    ANY,
    NOT,
    TEST
  }

  /** The same part with the verdict of the decision itself. */
  public Part decided(Verdict actual) {
    return new Part(text, kind, actual, reached, values, parts);
  }
}
