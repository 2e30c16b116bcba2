package dev.sequitur.kit.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables of cases: one JSON object a line. */
final class Cases {

  private Cases() {}

  /** One line of a table. */
  record Case(Map<?, ?> members) {

    boolean has(String name) {
      return members.containsKey(name);
    }

    @Nullable Object value(String name) {
      return members.get(name);
    }

    String text(String name) {
      return (String) Objects.requireNonNull(members.get(name), name);
    }

    int number(String name) {
      return ((Long) Objects.requireNonNull(members.get(name), name)).intValue();
    }

    @Override
    public String toString() {
      return JsonValues.write(members);
    }
  }

  static Stream<Case> of(String file) {
    try (var in = Objects.requireNonNull(Cases.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> new Case((Map<?, ?>) Objects.requireNonNull(json(line))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static @Nullable Object json(String text) {
    return switch (JsonValues.parse(text.getBytes(UTF_8))) {
      case Json.Parsed(Object value) -> value;
      case Json.Malformed malformed -> throw new AssertionError(malformed + " in " + text);
    };
  }

  /** A value that is not null. */
  static Object tree(String text) {
    return Objects.requireNonNull(json(text));
  }

  static Expression compiled(String text) {
    return compiled(text, Scope.EVENT);
  }

  static Expression compiled(String text, Scope scope) {
    return switch (Expressions.compile(text, scope)) {
      case Compilation.Compiled(Expression expression) -> expression;
      case Compilation.Rejected rejected -> throw new AssertionError(rejected + " of " + text);
    };
  }
}
