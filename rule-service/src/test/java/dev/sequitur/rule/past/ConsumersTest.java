package dev.sequitur.rule.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ConsumersTest {

  private final List<MockConsumer<byte[], byte[]>> made = new ArrayList<>();
  private final Consumers consumers = consumers(Duration.ofHours(1));

  private Consumers consumers(Duration idle) {
    return new Consumers(
        () -> {
          var consumer = new MockConsumer<byte[], byte[]>("none");
          made.add(consumer);
          return consumer;
        },
        idle);
  }

  @Test
  void theSameOneIsUsedAgainWithNothingOfBefore() {
    consumers.use(consumer -> assigned(consumer));
    var left = consumers.use(Consumer::assignment);
    assertThat(left).isEmpty();
    assertThat(made).hasSize(1);
  }

  private static boolean assigned(Consumer<byte[], byte[]> consumer) {
    consumer.assign(List.of(new TopicPartition("t", 0)));
    return true;
  }

  @Test
  void eachIsWithOneAtATimeAndNoMoreThanAFewAreKept() {
    var taken = List.of(consumers.take(), consumers.take(), consumers.take());
    assertThat(made).hasSize(3);
    taken.forEach(consumers::giveBack);
    assertThat(made.stream().filter(MockConsumer::closed)).hasSize(3 - Consumers.MOST_KEPT);
    assertThat(consumers.take()).isNotSameAs(consumers.take());
    assertThat(made).hasSize(3);
  }

  @Test
  void oneThatHasFailedIsNotUsedAgain() {
    assertThatThrownBy(
            () ->
                consumers.use(
                    _ -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(made.getFirst().closed()).isTrue();
    consumers.use(ConsumersTest::assigned);
    assertThat(made).hasSize(2);
  }

  @Test
  void thoseThatNobodyUsesAreClosed() {
    consumers.use(ConsumersTest::assigned);
    consumers.closeIdle();
    assertThat(made.getFirst().closed()).isFalse();
    var impatient = consumers(Duration.ZERO);
    impatient.use(ConsumersTest::assigned);
    impatient.closeIdle();
    assertThat(made.getLast().closed()).isTrue();
  }

  @Test
  void nothingIsKeptOnceAllIsClosed() {
    var inUse = consumers.take();
    consumers.close();
    consumers.giveBack(inUse);
    assertThat(made.getFirst().closed()).isTrue();
  }
}
