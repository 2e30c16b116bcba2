package dev.sequitur.demo.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {

  private static Plan plan(long seed, double errors) {
    return new Plan(seed, 2_000, errors, Duration.ofMillis(1));
  }

  private static List<Order> orders(Plan plan) {
    return IntStream.range(0, plan.orders()).mapToObj(number -> Order.of(plan, number)).toList();
  }

  @Test
  void sameSeedMakesTheSameOrders() {
    assertThat(orders(plan(7, 0.1))).isEqualTo(orders(plan(7, 0.1)));
    assertThat(orders(plan(7, 0.1))).doesNotContainAnyElementsOf(orders(plan(8, 0.1)));
  }

  @Test
  void everyOrderHasAnIdOfItsOwn() {
    assertThat(orders(plan(7, 0.1))).extracting(Order::id).doesNotHaveDuplicates();
  }

  @Test
  void shareOfErrorsIsTheOneThatWasAskedFor() {
    assertThat(orders(plan(7, 0)).stream().filter(Order::isBroken)).isEmpty();
    assertThat(orders(plan(7, 1)).stream().filter(Order::isBroken)).hasSize(2_000);
    assertThat(orders(plan(7, 0.1)).stream().filter(Order::isBroken).count()).isBetween(150L, 250L);
  }

  @Test
  void moreErrorsChangeNothingElse() {
    assertThat(orders(plan(7, 0))).extracting(Order::amount).isEqualTo(amounts(plan(7, 0.9)));
  }

  private static List<Integer> amounts(Plan plan) {
    return orders(plan).stream().map(Order::amount).toList();
  }
}
