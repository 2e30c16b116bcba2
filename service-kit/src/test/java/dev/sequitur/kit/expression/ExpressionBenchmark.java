package dev.sequitur.kit.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Prints how often a second one thread parses a small event and evaluates a condition over it. */
public final class ExpressionBenchmark {

  private static final byte[] EVENT =
      """
      {"orderId":"o-4711","amount":150,"currency":"EUR","customer":{"id":"c-17","tier":"gold"},
       "items":[{"sku":"a-1","quantity":2,"price":25.5},{"sku":"b-2","quantity":1,"price":99}],
       "placedAt":"2026-01-01T12:00:00Z","paid":true,"note":null}
      """
          .getBytes(UTF_8);

  private static final Map<String, Object> ATTRIBUTES = Map.of("type", "order.placed", "id", "1");

  // Keeps the compiler from leaving the work out.
  private static boolean sink;

  private ExpressionBenchmark() {}

  public static void main(String[] arguments) {
    measure("parse alone", () -> parsed() != null);
    for (String text :
        new String[] {
          "data.amount > 100",
          "data.customer.tier == 'gold' && data.amount >= 100",
          "data.items.exists(i, i.quantity > 1 && i.price < 30.0)",
          "data.nothing > 100"
        }) {
      var compiled = (Compilation.Compiled) Expressions.compileCondition(text, Scope.EVENT);
      Expression condition = compiled.expression();
      Object event = parsed();
      measure(text + ", without parse", () -> holds(condition, event));
      measure(text + ", with parse", () -> holds(condition, parsed()));
    }
  }

  private static boolean holds(Expression condition, @Nullable Object data) {
    return condition
        .condition(
            name ->
                switch (name) {
                  case "data" -> data;
                  case "event" -> ATTRIBUTES;
                  default -> Instant.EPOCH;
                })
        .matched();
  }

  private static @Nullable Object parsed() {
    return ((Json.Parsed) JsonValues.parse(EVENT)).value();
  }

  private static void measure(String what, BooleanSupplier once) {
    double best = 0;
    for (int round = 0; round < 5; round++) {
      long times = 0;
      long start = System.nanoTime();
      long taken = 0;
      while (taken < 500_000_000L) {
        for (int i = 0; i < 1_000; i++) {
          sink ^= once.getAsBoolean();
          times++;
        }
        taken = System.nanoTime() - start;
      }
      best = Math.max(best, times * 1e9 / taken);
    }
    System.out.printf("%-75s %,12.0f a second %s%n", what, best, sink ? "" : " ");
  }
}
