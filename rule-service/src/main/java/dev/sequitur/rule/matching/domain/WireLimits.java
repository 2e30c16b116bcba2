package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.expression.Rendering;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the readers of a command refuse must not be written into one: such a run would end unseen in
 * quarantine instead of visibly here.
 */
final class WireLimits {

  /** Levels of a command above an action's arguments: the command, its list, the action. */
  private static final int LEVELS_ABOVE = 3;

  private static final int LONGEST_NUMBER = 100;

  private WireLimits() {}

  /** The rendering, or its failure if the value goes beyond what the wire carries. */
  static Rendering checked(Rendering rendering, @Nullable Object value) {
    return fits(value, Wire.MAX_DEPTH - LEVELS_ABOVE)
        ? rendering
        : new Rendering.Failed(
            "",
            DecisionCode.COMMAND_NOT_WRITABLE.name(),
            "the arguments are nested too deep, or hold a number that is too long or too large");
  }

  private static boolean fits(@Nullable Object value, int levels) {
    return switch (value) {
      case Map<?, ?> members -> levels > 0 && allFit(members.values(), levels - 1);
      case List<?> elements -> levels > 0 && allFit(elements, levels - 1);
      case BigInteger number -> number.toString().length() <= LONGEST_NUMBER;
      // Beyond a double's range: the readers would make an infinity of it.
      case BigDecimal _ -> false;
      case null, default -> true;
    };
  }

  private static boolean allFit(Iterable<?> values, int levels) {
    for (var value : values) {
      if (!fits(value, levels)) {
        return false;
      }
    }
    return true;
  }
}
