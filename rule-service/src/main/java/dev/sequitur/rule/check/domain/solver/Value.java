package dev.sequitur.rule.check.domain.solver;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a field may hold: one value for all that no condition at hand can tell from it. */
sealed interface Value {

  /** There is nothing to have the field: what stands before it is no object. */
  record Unreachable() implements Value {}

  /** The object is there without the field. */
  record Missing() implements Value {}

  /** An object, whose members are fields of their own. */
  record Members() implements Value {}

  /** A list, which stands for every value that compares with no constant. */
  record Elements() implements Value {}

  /** An integer beyond 64 bit: it is there, and nothing can be done with it. */
  record Huge() implements Value {}

  record Null() implements Value {}

  record Truth(boolean value) implements Value {}

  record Text(String value) implements Value {}

  /** An integer of 64 bit or a double, exactly. */
  record Number(BigDecimal value) implements Value {}

  /** As JSON; of one that is there. */
  default @Nullable Object json() {
    return switch (this) {
      case Unreachable _, Missing _ -> throw new IllegalStateException("nothing is there");
      case Null _ -> null;
      case Members _ -> Map.of();
      case Elements _ -> List.of();
      case Huge _ -> BigInteger.TWO.pow(80);
      case Truth(var value) -> value;
      case Text(var value) -> value;
      case Number(var value) -> Numbers.json(value);
    };
  }
}
