package dev.sequitur.e2e.observability;

import dev.sequitur.e2e.observability.Query.Aggregation;
import dev.sequitur.e2e.observability.Query.Binary;
import dev.sequitur.e2e.observability.Query.Call;
import dev.sequitur.e2e.observability.Query.Matcher;
import dev.sequitur.e2e.observability.Query.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads PromQL by recursive descent. What it does not know it refuses: {@code offset}, {@code @},
 * subqueries, {@code on} and {@code ignoring}, text arguments. Nothing is passed over.
 */
final class QueryReader {

  private static final Pattern RANGE = Pattern.compile("\\[(?:\\d+(?:ms|[smhdwy]))+\\]");

  /** How many arguments a function takes. */
  private static final Map<String, Integer> FUNCTIONS =
      Map.ofEntries(
          Map.entry("rate", 1),
          Map.entry("irate", 1),
          Map.entry("increase", 1),
          Map.entry("avg_over_time", 1),
          Map.entry("max_over_time", 1),
          Map.entry("histogram_quantile", 2),
          Map.entry("abs", 1),
          Map.entry("clamp_min", 2),
          Map.entry("clamp_max", 2),
          Map.entry("time", 0));

  private static final Set<String> AGGREGATIONS =
      Set.of("sum", "min", "max", "avg", "count", "topk", "bottomk", "quantile");
  private static final Set<String> WITH_PARAMETER = Set.of("topk", "bottomk", "quantile");

  /** The weakest first. */
  private static final List<Set<String>> OPERATORS =
      List.of(
          Set.of("or"),
          Set.of("and", "unless"),
          Set.of("==", "!=", ">", "<", ">=", "<="),
          Set.of("+", "-"),
          Set.of("*", "/", "%"));

  private final QueryTokens tokens;

  QueryReader(String text) {
    this.tokens = new QueryTokens(text);
  }

  Query read() {
    var query = binary(0);
    if (peek() != null) {
      throw refused("an end");
    }
    return query;
  }

  private Query binary(int level) {
    if (level == OPERATORS.size()) {
      return operand();
    }
    var left = binary(level + 1);
    while (peek() != null && OPERATORS.get(level).contains(peek())) {
      var operator = take();
      left = new Binary(operator, left, binary(level + 1));
    }
    return left;
  }

  private Query operand() {
    var token = take();
    if (token.equals("(")) {
      var inner = binary(0);
      expect(")");
      return inner;
    }
    if (Character.isDigit(token.charAt(0))) {
      return new Query.Literal(Double.parseDouble(token));
    }
    if (!isName(token)) {
      tokens.back();
      throw refused("a number, a name or a bracket");
    }
    if (AGGREGATIONS.contains(token)) {
      return aggregation(token);
    }
    return "(".equals(peek()) ? call(token) : selector(token);
  }

  private Query aggregation(String operator) {
    var labels = new LinkedHashSet<String>();
    boolean without = grouping(labels);
    expect("(");
    var parameter = WITH_PARAMETER.contains(operator) ? binary(0) : null;
    if (parameter != null) {
      expect(",");
    }
    var of = binary(0);
    expect(")");
    return new Aggregation(operator, labels, without, parameter, of);
  }

  private boolean grouping(Set<String> labels) {
    if (!"by".equals(peek()) && !"without".equals(peek())) {
      return false;
    }
    boolean without = take().equals("without");
    expect("(");
    while (!")".equals(peek())) {
      labels.add(name());
      if (!")".equals(peek())) {
        expect(",");
      }
    }
    expect(")");
    return without;
  }

  private Query call(String function) {
    var arity = FUNCTIONS.get(function);
    if (arity == null) {
      throw new IllegalArgumentException("the function " + function + " is not known");
    }
    expect("(");
    var arguments = new ArrayList<Query>();
    while (!")".equals(peek())) {
      arguments.add(binary(0));
      if (!")".equals(peek())) {
        expect(",");
      }
    }
    expect(")");
    if (arguments.size() != arity) {
      throw new IllegalArgumentException(function + " takes " + arity + " arguments");
    }
    return new Call(function, List.copyOf(arguments));
  }

  private Query selector(String name) {
    var matchers = new ArrayList<Matcher>();
    if ("{".equals(peek())) {
      take();
      while (!"}".equals(peek())) {
        matchers.add(new Matcher(name(), operator(), quoted()));
        if (!"}".equals(peek())) {
          expect(",");
        }
      }
      expect("}");
    }
    return new Selector(name, List.copyOf(matchers), range());
  }

  private @Nullable String range() {
    var token = peek();
    if (token == null || !token.startsWith("[")) {
      return null;
    }
    take();
    if (!RANGE.matcher(token).matches()) {
      throw new IllegalArgumentException("not a range: " + token);
    }
    return token.substring(1, token.length() - 1);
  }

  private String operator() {
    var token = take();
    if (!Set.of("=", "!=", "=~", "!~").contains(token)) {
      tokens.back();
      throw refused("an operator of a matcher");
    }
    return token;
  }

  private String quoted() {
    var token = take();
    if (!token.startsWith("\"")) {
      tokens.back();
      throw refused("a text in quotes");
    }
    return token.substring(1, token.length() - 1).replace("\\\\", "\\").replace("\\\"", "\"");
  }

  private String name() {
    var token = take();
    if (!isName(token)) {
      tokens.back();
      throw refused("a name");
    }
    return token;
  }

  private static boolean isName(String token) {
    return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
  }

  private IllegalArgumentException refused(String expected) {
    return tokens.refused(expected);
  }

  private @Nullable String peek() {
    return tokens.peek();
  }

  private String take() {
    return tokens.take();
  }

  private void expect(String token) {
    tokens.expect(token);
  }
}
