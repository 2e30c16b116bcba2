package dev.sequitur.kit.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rendering of a template under way. */
final class Rendition {

  /** Stands for a part that is left out because a field is missing. */
  static final Object UNSET = new Object();

  private final Variables variables;
  private final boolean leniently;
  private final List<String> unset = new ArrayList<>();
  private long left = Template.OUTPUT_LIMIT;

  Rendition(Variables variables, boolean leniently) {
    this.variables = variables;
    this.leniently = leniently;
    // One allowance for all expressions, or a template of many would have as many.
    Allowance.renew();
  }

  List<String> unset() {
    return List.copyOf(unset);
  }

  @Nullable Object value(String pointer, Expression expression) {
    return switch (expression.evaluateFurther(variables)) {
      case Outcome.Value(Object value) -> value;
      case Outcome.Failed(String code, String detail) -> {
        if (leniently && code.equals(ExpressionCode.EXPRESSION_FIELD_MISSING.name())) {
          unset.add(pointer);
          yield UNSET;
        }
        throw new Stopped(new Rendering.Failed(pointer, code, detail));
      }
    };
  }

  /** The value, after it has been counted towards the size of the result. */
  @Nullable Object charged(String pointer, @Nullable Object value) {
    try {
      left -= JsonSize.within(left, value);
      return value;
    } catch (Allowance.Exceeded e) {
      throw new Stopped(
          new Rendering.Failed(
              pointer,
              ExpressionCode.EXPRESSION_LIMIT.name(),
              "the result is larger than " + Template.OUTPUT_LIMIT + " bytes"));
    }
  }

  /** Leaves the tree at once; never seen outside of this package. */
  static final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialized
    private final Rendering.Failed failure;

    Stopped(Rendering.Failed failure) {
      super(null, null, false, false);
      this.failure = failure;
    }

    Rendering.Failed failure() {
      return failure;
    }
  }
}
