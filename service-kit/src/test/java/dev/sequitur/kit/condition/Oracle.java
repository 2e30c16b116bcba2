package dev.sequitur.kit.condition;

import dev.sequitur.kit.condition.ConditionTree.All;
import dev.sequitur.kit.condition.ConditionTree.Any;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.condition.ConditionTree.Not;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a tree of comparisons says, worked out from the documentation alone, without CEL. */
final class Oracle {

  enum Says {
    TRUE,
    FALSE,
    /** A missing field or an operation between types that it is not defined for. */
    NOTHING;

    static Says of(boolean truth) {
      return truth ? TRUE : FALSE;
    }

    Says negated() {
      return this == TRUE ? FALSE : this == FALSE ? TRUE : NOTHING;
    }
  }

  private static final Pattern STEP =
      Pattern.compile("\\.(\\w+)|\\.`([^`]+)`|\\[(-?\\d+)]|\\[\"((?:[^\"\\\\]|\\\\.)*)\"]");

  /** Thrown where a field cannot be reached or computed with. */
  private static final class Untold extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Map<String, @Nullable Object> variables;

  Oracle(Map<String, @Nullable Object> variables) {
    this.variables = variables;
  }

  Says of(ConditionTree tree) {
    return switch (tree) {
      case All(var parts) -> decisive(parts, Says.FALSE);
      case Any(var parts) -> decisive(parts, Says.TRUE);
      case Not(var part) -> of(part).negated();
      case Comparison comparison -> told(comparison);
      default -> throw new IllegalArgumentException("comparisons only");
    };
  }

  /** One part may decide whatever the others are, even if those cannot be told. */
  private Says decisive(List<ConditionTree> parts, Says decision) {
    var said = parts.stream().map(this::of).toList();
    return said.contains(decision)
        ? decision
        : said.contains(Says.NOTHING) ? Says.NOTHING : decision.negated();
  }

  private Says told(Comparison comparison) {
    try {
      return holds(comparison);
    } catch (Untold e) {
      return Says.NOTHING;
    }
  }

  private Says holds(Comparison comparison) {
    var steps = steps(comparison.field());
    var value = comparison.value();
    return switch (comparison.operator()) {
      case EXISTS -> Says.of(present(steps));
      case MISSING -> Says.of(!present(steps));
      case EQ -> Says.of(same(computable(steps), value));
      case NE -> Says.of(!same(computable(steps), value));
      case GT -> Says.of(order(computable(steps), value) > 0);
      case GTE -> Says.of(order(computable(steps), value) >= 0);
      case LT -> Says.of(order(computable(steps), value) < 0);
      case LTE -> Says.of(order(computable(steps), value) <= 0);
      case BETWEEN -> between(comparison.field(), (List<?>) Objects.requireNonNull(value));
      case IN -> Says.of(holds((List<?>) Objects.requireNonNull(value), computable(steps)));
      case NOT_IN -> Says.of(!holds((List<?>) Objects.requireNonNull(value), computable(steps)));
      case STARTS_WITH -> Says.of(text(computable(steps)).startsWith(text(value)));
      case ENDS_WITH -> Says.of(text(computable(steps)).endsWith(text(value)));
      case MATCHES -> found(text(value), text(computable(steps)));
      case MATCHES_GLOB -> Says.of(isLike(text(value), text(computable(steps))));
      case IN_CIDR -> inRange(text(value), text(computable(steps)));
      case CONTAINS -> contains(computable(steps), value);
      case INCLUDES -> includes(computable(steps), value);
    };
  }

  private Says between(String field, List<?> bounds) {
    return of(
        new All(
            List.of(
                new Comparison(field, Operator.GTE, bounds.get(0)),
                new Comparison(field, Operator.LTE, bounds.get(1)))));
  }

  /** RE2 itself: its syntax is what is documented. */
  private static Says found(String regex, String text) {
    return Says.of(com.google.re2j.Pattern.compile(regex).matcher(text).find());
  }

  /** By the machine's own regular expressions. */
  private static boolean isLike(String glob, String text) {
    var regex =
        glob.replace("\\*", "\u0000")
            .replaceAll("[^*?\u0000]", "\\\\Q$0\\\\E")
            .replace("*", ".*")
            .replace("?", ".")
            .replace("\u0000", "\\*");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }

  /** Fields hold no address of version 6, and those of version 4 that they hold are in 10/8. */
  private static Says inRange(String range, String text) {
    if (!text.matches("(\\d+\\.){3}\\d+")) {
      throw new Untold();
    }
    return switch (range) {
      case "10.0.0.0/8", "0.0.0.0/0" -> Says.TRUE;
      case "10.1.2.3" -> Says.of(text.equals(range));
      default -> Says.FALSE;
    };
  }

  private static Says contains(@Nullable Object field, @Nullable Object value) {
    if (field instanceof List<?> list) {
      return Says.of(holds(list, value));
    }
    return Says.of(text(field).contains(text(value)));
  }

  private static Says includes(@Nullable Object field, @Nullable Object value) {
    if (field instanceof List<?> list) {
      return Says.of(holds(list, value));
    }
    if (field instanceof Map<?, ?> object) {
      return Says.of(value instanceof String && object.containsKey(value));
    }
    throw new Untold();
  }

  private static boolean holds(List<?> list, @Nullable Object value) {
    for (var each : list) {
      if (each instanceof BigInteger) {
        // It cannot be computed with; what comes before it may have decided.
        throw new Untold();
      }
      if (same(each, value)) {
        return true;
      }
    }
    return false;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new Untold();
  }

  private static int order(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return exact(a).compareTo(exact(b));
    }
    return text(left).compareTo(text(right));
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Long whole
        ? new BigDecimal(whole)
        : new BigDecimal(number.doubleValue());
  }

  private static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return exact(a).compareTo(exact(b)) == 0;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = same(told(a.get(i)), told(b.get(i)));
      }
      return same;
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return a.size() == b.size()
          && a.keySet().stream()
              .allMatch(name -> b.containsKey(name) && same(told(a.get(name)), told(b.get(name))));
    }
    return Objects.equals(left, right);
  }

  private static @Nullable Object told(@Nullable Object value) {
    if (value instanceof BigInteger) {
      throw new Untold();
    }
    return value;
  }

  private @Nullable Object computable(List<Object> steps) {
    return told(reached(steps));
  }

  private @Nullable Object reached(List<Object> steps) {
    var value =
        variables.get("event") != null && steps.getFirst().equals("event")
            ? variables.get("event")
            : variables.get("data");
    for (var step : steps.subList(1, steps.size())) {
      value = below(value, step);
    }
    return value;
  }

  private static @Nullable Object below(@Nullable Object value, Object step) {
    if (value instanceof Map<?, ?> object && object.containsKey(step)) {
      return object.get(step);
    }
    if (value instanceof List<?> list
        && step instanceof Integer at
        && at >= 0
        && at < list.size()) {
      return list.get(at);
    }
    throw new Untold();
  }

  private boolean present(List<Object> steps) {
    var parent = reached(steps.subList(0, steps.size() - 1));
    if (parent instanceof Map<?, ?> object) {
      return object.containsKey(steps.getLast());
    }
    throw new Untold();
  }

  private static List<Object> steps(String field) {
    var steps = new ArrayList<Object>();
    int end = field.indexOf('.') < 0 ? field.indexOf('[') : field.indexOf('.');
    if (field.indexOf('[') >= 0) {
      end = Math.min(end < 0 ? field.length() : end, field.indexOf('['));
    }
    steps.add(field.substring(0, end));
    Matcher step = STEP.matcher(field.substring(end));
    while (step.find()) {
      if (step.group(3) != null) {
        steps.add(Integer.valueOf(step.group(3)));
      } else if (step.group(4) != null) {
        steps.add(step.group(4).replaceAll("\\\\(.)", "$1"));
      } else {
        steps.add(step.group(1) == null ? step.group(2) : step.group(1));
      }
    }
    return steps;
  }
}
