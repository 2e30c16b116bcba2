package dev.sequitur.rule.table.domain;

import dev.sequitur.kit.expression.Syntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cell asks of an input, put as a condition. {@code -} asks nothing; {@code > 100}, {@code
 * != "x"}, {@code in ["a", "b"]}, {@code not in [1, 2]}, {@code 1..5} (both included) and {@code
 * .startsWith("a")} ask what they say; anything else is a value that the input must equal.
 */
public final class Cell {

  private static final List<String> OPERATORS = List.of(">=", "<=", "==", "!=", ">", "<", "=");

  private Cell() {}

  /** What a cell is. */
  public sealed interface Asked {}

  /** Anything is taken. */
  public record Anything() implements Asked {}

  /** A condition on the input. */
  public record Condition(String cel) implements Asked {}

  /** It says nothing that is understood. */
  public record Malformed(String detail) implements Asked {}

  /**
   * Reads a cell.
   *
   * @param input the input's expression, which is one
   * @param cell a text, a number, true, false or null
   */
  public static Asked of(String input, @Nullable Object cell) {
    return switch (cell) {
      case String text -> text(input, text.strip());
      case null -> equal(input, "null");
      case Number number -> equal(input, number.toString());
      case Boolean truth -> equal(input, truth.toString());
      default -> new Malformed("a text, a number, true, false or null is expected here");
    };
  }

  private static Asked text(String input, String text) {
    if (text.isEmpty() || text.equals("-")) {
      return new Anything();
    }
    for (var operator : OPERATORS) {
      if (text.startsWith(operator)) {
        var operand = text.substring(operator.length());
        return operand(operand, input, operator.equals("=") ? "==" : operator);
      }
    }
    if (text.startsWith("in ") || text.startsWith("in[")) {
      return operand(text.substring(2), input, "in");
    }
    if (text.startsWith("not in")) {
      return operand(text.substring(6), input, "in") instanceof Condition(var cel)
          ? new Condition("!(" + cel + ")")
          : malformed();
    }
    if (text.startsWith(".")) {
      return whole("(" + input + ")" + text);
    }
    int dots = text.startsWith("\"") || text.startsWith("'") ? -1 : text.indexOf("..");
    return dots > 0 ? range(input, text, dots) : equal(input, text);
  }

  private static Asked range(String input, String text, int dots) {
    return operand(text.substring(0, dots), input, ">=") instanceof Condition(var low)
            && operand(text.substring(dots + 2), input, "<=") instanceof Condition(var high)
        ? new Condition(low + " && " + high)
        : malformed();
  }

  private static Asked equal(String input, String value) {
    return operand(value, input, "==");
  }

  /** The operand is an expression of its own, whatever stands around it. */
  private static Asked operand(String operand, String input, String operator) {
    return Syntax.of(operand) instanceof Syntax.Parsed
        ? whole("(" + input + ") " + operator + " (" + operand.strip() + ")")
        : malformed();
  }

  private static Asked whole(String cel) {
    return Syntax.of(cel) instanceof Syntax.Parsed(var tree, _)
        ? new Condition(Syntax.write(tree))
        : malformed();
  }

  private static Malformed malformed() {
    return new Malformed(
        "a value such as 100 or \"gold\" (texts stand in quotes), > 100, 1..5, in [1, 2],"
            + " .startsWith(\"a\") or - is expected here");
  }
}
